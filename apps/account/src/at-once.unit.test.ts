// “Two submits at once for every one-time thing”: each POST route names its test, or says why twice is harmless; the lists cannot go stale.
import { machinePosts, untrue } from '@motcua/web/testing/at-once.ts'
import { testBodies } from '@motcua/web/testing/test-texts.ts'
import { expect, test } from 'vitest'
import { others, posts } from './testing/at-once.ts'
import { access } from './web/access.ts'

test('everything that is submitted has a test that submits it twice at once, or a reason why that is harmless', () => {
  expect(untrue(posts, others, testBodies(new URL('.', import.meta.url)))).toEqual([])
})

test('every POST route is on the list, and nothing else', () => {
  const machines = machinePosts(new URL('.', import.meta.url))
  expect(machines.length).toBeGreaterThanOrEqual(1)
  const routes = [...Object.keys(access).filter((route) => route.startsWith('POST ')), ...machines]
  const listed = [...Object.keys(posts), ...Object.keys(others).filter((what) => what.startsWith('POST '))]
  expect([...new Set(listed)].sort()).toEqual([...new Set(routes)].sort())
})
