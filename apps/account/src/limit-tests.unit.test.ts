// Every number of limits.ts is met at its boundary by a test that is there.
import { testTitles } from '@motcua/web/testing/test-texts.ts'
import { expect, test } from 'vitest'
import { limitTests } from './testing/limit-tests.ts'

test('every limit names a test that is there', () => {
  const here = (folder: string) => testTitles(new URL(folder, import.meta.url))
  const titles = new Set([...here('.'), ...here('../../../e2e/')])
  const named = Object.entries(limitTests).flatMap(([name, fields]) =>
    Object.entries(fields).map(([field, title]): [string, string] => [`${name}.${field}`, title]),
  )
  expect(named.filter(([, title]) => !titles.has(title))).toEqual([])
})
