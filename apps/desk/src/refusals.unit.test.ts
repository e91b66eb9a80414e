// Every refusal has a test that sees its sentence: a new one without a test fails here.
import { languages } from '@motcua/ui/shell.ts'
import { testTexts, testTitles, unseen } from '@motcua/web/testing/test-texts.ts'
import { expect, test } from 'vitest'
import { words as dossiers } from './journeys/dossiers/messages.ts'
import { words as lookUp } from './journeys/look-up/messages.ts'
import { codes, sentence } from './web/messages/codes.ts'

const signIn = codes.map((code) => [code, languages.map((language) => sentence(language, code))] as const)
const moves = Object.keys(dossiers.vi.refusals).map(
  (code) =>
    [
      code,
      languages.map((language) => dossiers[language].refusals[code as keyof typeof dossiers.vi.refusals]),
    ] as const,
)
const looks = {
  'look-up-unknown': languages.map((language) => lookUp[language].unknown),
  'look-up-code': languages.map((language) => lookUp[language].errors.code),
  'look-up-figures': languages.map((language) => lookUp[language].errors.figures),
  'look-up-many': languages.flatMap((language) => [15, 1].map((minutes) => lookUp[language].tooMany(minutes))),
}

/** These are told in other words (a page that is not there, a field): the tests that see it. */
const toldElsewhere = {
  'not-found': 'no session: to the sign-in; another agency: not there; an unknown code: not there',
  'procedure-unknown': 'reception: %s is told at the field, what was typed stays, nothing is received',
}

test('every refusal is seen by a test', () => {
  const texts = testTexts(new URL('.', import.meta.url))
  expect(unseen({ ...Object.fromEntries([...signIn, ...moves]), ...looks }, texts)).toEqual(Object.keys(toldElsewhere))
  const titles = testTitles(new URL('.', import.meta.url))
  expect(Object.values(toldElsewhere).filter((title) => !titles.has(title))).toEqual([])
})
