// CSV cells: quoted always, never a formula.
import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const cells: [string, string][] = [
  ['=1+1', `"'=1+1"`],
  ['+84901234926', `"'+84901234926"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['  =1', `"'  =1"`],
  ['\t=1', `"'\t=1"`],
  ['＝1', `"'＝1"`],
  ['a "b", c', '"a ""b"", c"'],
  ['Nguyễn Thị Hạnh', '"Nguyễn Thị Hạnh"'],
  ['1=1', '"1=1"'],
]
test.each(cells)('%s', (text, cell) => expect(csvOf([[text]])).toBe(`\uFEFF${cell}\r\n`))
