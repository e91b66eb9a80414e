// The check of the lists “submitted twice at once” finds what it looks for.
import { expect, test } from 'vitest'
import { untrue } from './testing/at-once.ts'

const bodies = new Map([
  ['two at once: one', 'await Promise.all([post(), post()])'],
  ['one after the other', 'await post(); await post()'],
])

test('a title that is no test, a test that submits one by one, and a thin reason are told; what is true is not', () => {
  const posts = {
    'POST /a': { test: 'two at once: one' },
    'POST /b': { test: 'gone' },
    'POST /c': { test: 'one after the other' },
    'POST /d': { harmless: 'a search: it changes nothing' },
    'POST /e': { harmless: 'it is' },
  }
  expect(untrue(posts, { 'a message': 'gone as well' }, bodies)).toEqual([
    'POST /b: no test is called “gone”',
    'POST /c: “one after the other” submits nothing at once',
    'a message: no test is called “gone as well”',
    'POST /e: why is it harmless?',
  ])
})
