// ASVS 6.6.2: a code works for the session, the purpose and the person it was sent for, and nowhere else: 3 × 3 × 3, one cell right.
import { inTransaction, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestService } from '../../testing/build-app.ts'
import { addOfficer, officer } from '../../testing/people.ts'
import { checkCode } from './check-code.ts'
import { sendCode } from './send-code.ts'
import type { Purpose } from './store.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const purposes: Purpose[] = ['sign-in', 'new-phone', 'reset']
const sessions = ['one', 'two', 'three']
let people: Awaited<ReturnType<typeof addOfficer>>[]
type Cell = { person: number; session: string; purpose: Purpose }

const cells: Cell[] = [0, 1, 2].flatMap((person) =>
  sessions.flatMap((session) => purposes.map((purpose) => ({ person, session, purpose }))),
)
const bindingOf = ({ person, session }: Cell) => `${people[person]?.id} ${session}`

beforeAll(async () => {
  people = await Promise.all([0, 1, 2].map(() => addOfficer(deps, officer())))
})

async function send(cell: Cell): Promise<string> {
  await run(deps.db, sql`delete from limits`)
  const who = people[cell.person]
  if (!who) throw new Error('nobody')
  const { id: accountId, phone } = who
  const request = { accountId, purpose: cell.purpose, binding: bindingOf(cell), phone, language: 'vi' } as const
  const sent = await inTransaction(deps.db, (tx) => sendCode(tx, deps.secret, request))
  expect(sent.ok).toBe(true)
  await service.deliver()
  return gateway.codeFor(phone).code
}

const enter = (cell: Cell, code: string) =>
  inTransaction(deps.db, (tx) =>
    checkCode(tx, deps.secret, {
      accountId: people[cell.person]?.id ?? null,
      purpose: cell.purpose,
      binding: bindingOf(cell),
      code,
    }),
  )

test('ASVS 6.6.2: of 27 places exactly the one that the code was sent for takes it', async () => {
  const right: Cell = { person: 1, session: 'two', purpose: 'new-phone' }
  const code = await send(right)
  const others = cells.filter((cell) => JSON.stringify(cell) !== JSON.stringify(right))
  expect(others).toHaveLength(26)
  for (const cell of others) expect([cell, (await enter(cell, code)).ok]).toEqual([cell, false])
  expect(await enter(right, code)).toEqual({ ok: true, phone: people[1]?.phone })
})

test('nine codes at once, three people with three purposes: none opens another’s place, each its own', async () => {
  await run(deps.db, sql`update challenges set voided_at = clock_now() where used_at is null`)
  const waiting = new Map<Cell, string>()
  for (const cell of cells.filter(({ session }) => session === 'one')) waiting.set(cell, await send(cell))
  for (const code of new Set(waiting.values()))
    for (const [cell, own] of waiting) if (code !== own) expect((await enter(cell, code)).ok).toBe(false)
  await run(deps.db, sql`update challenges set wrong = 0`)
  await run(deps.db, sql`delete from limits`)
  for (const [cell, code] of waiting) expect([cell, (await enter(cell, code)).ok]).toEqual([cell, true])
})
