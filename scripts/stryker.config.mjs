// How Stryker runs for `npm run mutate -- <part>` (scripts/mutate.mjs); decision 0031.
import { parts } from './mutation-parts.mjs'

const name = process.env.MUTATE_PART ?? 'rules'

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/vitest.mutate.config.mjs', related: false },
  mutate: parts[name].files,
  // Nearly every text here is a whole SQL statement: an empty one is noticed by everybody, and would only raise the score.
  mutator: { excludedMutations: ['StringLiteral'] },
  // What is computed once when a file is loaded would need a process of its own for each change.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // A minute beyond what the tests take: on a busy machine a slow start is no endless loop, which would count as noticed.
  timeoutMS: 180_000,
  dryRunTimeoutMinutes: 30,
  ignorePatterns: ['bench', 'docs', 'harness', 'e2e', 'deploy', 'simulator', 'dist', 'reports'],
  // Stryker would rewrite tsconfig files through the interface of TypeScript that version 7 has no more; no test reads them.
  tsconfigFile: 'no-tsconfig.json',
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: `reports/mutation/${name}.json` },
  incremental: true,
  incrementalFile: `reports/mutation/${name}-incremental.json`,
  allowEmpty: false,
}
