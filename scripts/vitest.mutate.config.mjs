// The tests that have to notice a change of one part (scripts/mutation-parts.mjs).
import { defineConfig } from 'vitest/config'
import { parts } from './mutation-parts.mjs'

const name = process.env.MUTATE_PART ?? 'rules'

export default defineConfig({
  ssr: {
    resolve: { conditions: ['source', 'module', 'node', 'development|production'], externalConditions: ['node'] },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: parts[name].tests,
    globalSetup: 'packages/db/src/testing/test-folder.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
