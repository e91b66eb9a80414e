// The watch's reasons where a count is none, one or many.
import { expect, test } from 'vitest'
import type { Evidence } from '../../records/portal-watch/seen.ts'
import { reasonText } from './verdict.ts'

const cases: [Evidence, 'vi' | 'en', string][] = [
  [{ code: 'certificate-ends', with: { days: 0 } }, 'vi', 'Chứng thư của Cổng hết hạn trong chưa đầy một ngày.'],
  [{ code: 'certificate-ends', with: { days: 0 } }, 'en', 'The portal’s certificate ends within a day.'],
  [{ code: 'certificate-ends', with: { days: 1 } }, 'en', 'The portal’s certificate ends in 1 day.'],
  [{ code: 'certificate-ends', with: { days: 2 } }, 'vi', 'Chứng thư của Cổng còn 2 ngày là hết hạn.'],
  [{ code: 'people-back', with: { back: 1 } }, 'en', '1 person came back from the portal in the last ten minutes.'],
  [{ code: 'people-back', with: { back: 2 } }, 'en', '2 people came back from the portal in the last ten minutes.'],
  [{ code: 'errors', with: { errors: 1 } }, 'en', '1 person came back from the portal with an error.'],
  [{ code: 'presses', with: { presses: 1 } }, 'en', '1 person says that they got no code of the portal’s.'],
  [{ code: 'still-calming', with: { minutes: 1 } }, 'en', 'It looks better; about 1 more calm minute is needed.'],
  [
    { code: 'not-back', with: { left: 9, back: 2, agencies: 1 } },
    'en',
    'Of the last 9 people who left for the portal 2 came back; the others are of 1 agency.',
  ],
]
test.each(cases)('%j in %s: %s', (evidence, language, text) => {
  expect(reasonText(language, evidence)).toBe(text)
})
