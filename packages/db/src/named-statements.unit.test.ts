// What the pool is asked for, seen by a pool that only writes it down.
import type pg from 'pg'
import { expect, test } from 'vitest'
import { namedStatements } from './named-statements.ts'

type Asked = { name?: string; text: string; values: unknown[] }

async function namesOf(texts: readonly string[]): Promise<(string | undefined)[]> {
  const asked: Asked[] = []
  const client = { query: async (query: Asked) => asked.push(query), release: () => {} }
  const pool = { options: {}, end: async () => {}, connect: async () => client } as unknown as pg.Pool
  const pulse = { untilThere: async () => true, onceAway: () => () => {}, noteAnswer: () => {} }
  const connection = await namedStatements(pool, pulse).connect()
  for (const text of texts) await connection.query(text, [])
  expect(asked.map(({ text }) => text)).toEqual(texts)
  return asked.map(({ name }) => name)
}

test('one text has one name, another text another', async () => {
  const [first, second, again] = await namesOf(['select 1', 'select 2', 'select 1'])
  expect(first).toMatch(/^motcua_\d+$/)
  expect(again).toBe(first)
  expect(second).not.toBe(first)
})

test('words of a transaction and stars go without a name', async () => {
  const texts = ['begin', 'commit', 'rollback', 'select * from a', 'insert into a values (1) returning *']
  expect(await namesOf(texts)).toEqual(texts.map(() => undefined))
  expect(await namesOf(['with a as (select 1) select * from a'])).toEqual([undefined])
  expect(await namesOf(['select count(*) from a'])).not.toEqual([undefined])
  expect(await namesOf(['select n from (select *, 1 as n from a) b'])).not.toEqual([undefined])
})

test('beyond a thousand texts new ones go without a name', async () => {
  const many = Array.from({ length: 1001 }, (_, i) => `select ${i} as many`)
  const names = await namesOf(many)
  expect(names.at(-1)).toBeUndefined()
  expect((await namesOf(['select 0 as many']))[0]).toBe(names[0])
})
