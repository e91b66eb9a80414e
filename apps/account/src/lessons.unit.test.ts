// What the bugs of others taught (fifteen lessons): each has at least one test that carries its number.
import { testTitles } from '@motcua/web/testing/test-texts.ts'
import { expect, test } from 'vitest'

test('each of the fifteen lessons has its test', () => {
  const folders = ['.', '../../desk/src/', '../../../e2e/']
  const titles = folders.flatMap((folder) => [...testTitles(new URL(folder, import.meta.url))])
  const numbers = titles.flatMap((title) => /^lesson (\d+): /.exec(title)?.[1] ?? [])
  expect([...new Set(numbers)].map(Number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 15 }, (_, index) => index + 1),
  )
})
