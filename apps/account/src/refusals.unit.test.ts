// Every refusal has a test that sees its sentence: a new one without a test fails here.
import { languages } from '@motcua/ui/shell.ts'
import { testTexts, testTitles, unseen } from '@motcua/web/testing/test-texts.ts'
import { expect, test } from 'vitest'
import { codes, sentence } from './web/messages/codes.ts'

/** These lead to a page with words of its own; the tests that see it. */
const ledAway = {
  'attempt-over': 'two proofs of one sign-in at once: one session, and both lead on',
  'codes-there': 'made twice at once: one set',
}

test('every refusal is seen by a test', () => {
  const texts = new Set([
    ...testTexts(new URL('.', import.meta.url)),
    ...testTexts(new URL('../../../e2e/', import.meta.url)),
  ])
  const said = codes.map((code) => [code, languages.map((language) => sentence(language, { code }))] as const)
  expect(unseen(Object.fromEntries(said), texts)).toEqual(Object.keys(ledAway))
  const titles = testTitles(new URL('.', import.meta.url))
  expect(Object.values(ledAway).filter((title) => !titles.has(title))).toEqual([])
})
