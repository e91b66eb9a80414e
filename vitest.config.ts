import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Units and door tests share the modules of their worker: loading the account service takes longer than most files of tests, so no module
// may keep state that a test changes. The walks are isolated.
const shared = {
  ssr: {
    resolve: { conditions: ['source', 'module', 'node', 'development|production'], externalConditions: ['node'] },
  },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
}

export default defineConfig({
  ...shared,
  test: {
    // As many as cores, where the runner would leave one idle.
    maxWorkers: availableParallelism(),
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{apps,packages}/**/*.unit.test.{ts,tsx}', 'simulator/*.unit.test.ts'],
          exclude: ['**/dist/**', '**/node_modules/**'],
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'door',
          include: ['{apps,packages}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.unit.test.{ts,tsx}', '**/dist/**', '**/node_modules/**'],
          isolate: false,
          globalSetup: 'packages/db/src/testing/test-folder.ts',
          // A slow hour of a shared machine takes four times as long as a quick one.
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // What the apps do by themselves takes its time on a busy machine.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
