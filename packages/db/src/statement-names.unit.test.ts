import { expect, test } from 'vitest'
import { nameOf } from './statement-names.ts'

test('one text has one name, another text another', () => {
  expect(nameOf('select 1')).toMatch(/^motcua_\d+$/)
  expect(nameOf('select 1')).toBe(nameOf('select 1'))
  expect(nameOf('select 2')).not.toBe(nameOf('select 1'))
})

test('what answers with a star goes without a name', () => {
  for (const text of [
    'select * from a',
    'insert into a values (1) returning *',
    'with a as (select 1) select * from a',
  ])
    expect(nameOf(text)).toBeUndefined()
  expect(nameOf('select count(*) from a')).toBeDefined()
  expect(nameOf('select n from (select *, 1 as n from a) b')).toBeDefined()
})

test('beyond a thousand texts new ones go without a name', () => {
  const first = nameOf('select 0 as many')
  const many = Array.from({ length: 1001 }, (_, i) => nameOf(`select ${i} as many`))
  expect(many.at(-1)).toBeUndefined()
  expect(nameOf('select 0 as many')).toBe(first)
})
