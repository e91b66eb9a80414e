// Dossiers: codes, the ten statuses with their steps, who may take them, two at once, and the clock over a pause.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { application, formId, hanh, huy, openDeskDatabase, ward } from '../../testing/desk-database.ts'
import { readCalendar } from '../calendar/import-calendar.ts'
import { parseHours, usualHours } from '../calendar/hours.ts'
import { rememberColleague } from '../colleagues/store.ts'
import { findDraft, saveDraft } from '../drafts/store.ts'
import { moveDossier } from './move-dossier.ts'
import { type Move, moveNames, type Right, steps, stepsFor } from './moves.ts'
import { receiveDossier } from './receive-dossier.ts'
import { type Status, statuses } from './status.ts'
import { type Actor, findDossier, listHistory } from './store.ts'

const database = await openDeskDatabase()
const { db } = database
const calendar = await readCalendar(db, parseHours(usualHours))
afterAll(database.close)

beforeAll(async () => {
  for (const person of [hanh, huy])
    await rememberColleague(db, { ...person, agency_code: person.agency, rights: [...person.rights] })
})
beforeEach(() => shiftClock(db, 0))

const receive = (actor: Actor = hanh, form = formId(), procedureCode = '1.004873') =>
  receiveDossier(db, calendar, { actor, formId: form, procedureCode, application })

async function received(actor: Actor = hanh): Promise<string> {
  const made = await receive(actor)
  if (!made.ok) throw new Error(made.code)
  return made.code
}

const find = async (code: string) => {
  const dossier = await findDossier(db, ward, code)
  if (!dossier) throw new Error(`no dossier ${code}`)
  return dossier
}

async function move(
  actor: Actor,
  code: string,
  name: Move,
  more: { note?: string; to?: string; version?: number } = {},
) {
  const { note = 'Lý do rõ ràng', to = '', version = (await find(code)).version } = more
  return moveDossier(db, calendar, { actor, code, version, move: name, note, to })
}

/** Puts a dossier into a status as if it had come there, held by nobody. */
async function dossierIn(status: Status): Promise<string> {
  const code = await received()
  await run(
    db,
    sql`update dossiers set status = ${status}::int2, holder_sub = null, holder_name = null,
    paused_at = case when ${status}::int2 = 5 then clock_now() end where code = ${code}`,
  )
  return code
}

/** Runs the clock to a local time of a working day in 2026. */
async function clockTo(local: string): Promise<void> {
  await shiftClock(db, 0)
  const { seconds } = await one(
    db,
    sql<{ seconds: number }>`select extract(epoch from ${`${local}+07`}::timestamptz - clock_now())::float8 as seconds`,
  )
  await shiftClock(db, Math.round(seconds))
}

test('received at the counter: official code, due time, first history row through the door used', async () => {
  await clockTo('2026-11-23 09:00:00')
  const code = await received({ ...hanh, door: 'standby', periodId: 'p-1' })
  expect(code).toBe('000.01.31.H09-261123-0001')
  const dossier = await find(code)
  expect(dossier).toMatchObject({ status: 2, version: 1, holder_name: hanh.name, procedure_code: '1.004873' })
  // Mon 23/11 + three working days: Wed 25 (Tue 24 is Culture Day), Thu 26, Fri 27.
  expect(dossier.due_at?.toISOString()).toBe('2026-11-27T10:00:00.000Z')
  const [first] = await listHistory(db, dossier.id)
  expect(first).toMatchObject({
    move: 'receive',
    by_name: hanh.name,
    door: 'standby',
    period_id: 'p-1',
    from_status: null,
    to_status: 2,
  })
})

test('the daily number starts anew each day and for each agency, and has no gap under twenty at once', async () => {
  await clockTo('2026-11-25 08:00:00')
  const made = await Promise.all(Array.from({ length: 20 }, () => received()))
  const expected = Array.from({ length: 20 }, (_, i) => `000.01.31.H09-261125-${String(i + 1).padStart(4, '0')}`)
  expect(made.sort()).toEqual(expected)
  const other = await receive({ ...hanh, agency: 'H09.31.02' })
  expect(other).toMatchObject({ ok: true, code: '000.02.31.H09-261125-0001' })
  await clockTo('2026-11-26 08:00:00')
  expect(await received()).toBe('000.01.31.H09-261126-0001')
})

test('the number goes on past 9999', async () => {
  await clockTo('2026-11-27 08:00:00')
  await run(db, sql`insert into dossier_numbers (agency_code, day, last) values (${ward}, '2026-11-27', 9999)`)
  expect(await received()).toBe('000.01.31.H09-261127-10000')
})

test('one form makes one dossier, however often and however parallel it is sent', async () => {
  await clockTo('2026-11-30 08:00:00')
  const form = formId()
  await saveDraft(db, { sub: hanh.sub, formId: form, fields: { applicant_name: 'Trần' } })
  const answers = await Promise.all(Array.from({ length: 5 }, () => receive(hanh, form)))
  expect(new Set(answers.map((answer) => answer.ok && answer.code)).size).toBe(1)
  expect(answers.filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1)
  expect(await received()).toBe('000.01.31.H09-261130-0002')
  expect(await findDraft(db, hanh.sub)).toBeUndefined()
  await saveDraft(db, { sub: hanh.sub, formId: form, fields: { applicant_name: 'late' } })
  expect(await findDraft(db, hanh.sub)).toBeUndefined()
  expect(await receive({ ...hanh, sub: huy.sub }, form)).toEqual({ ok: false, code: 'form-used' })
})

test('reception is refused without the right, and for a procedure of another level or none', async () => {
  expect(await receive(huy)).toEqual({ ok: false, code: 'no-right' })
  expect(await receive(hanh, formId(), '1.009994')).toEqual({ ok: false, code: 'procedure-unknown' })
  expect(await receive(hanh, formId(), '9.999999')).toEqual({ ok: false, code: 'procedure-unknown' })
})

test('who may not process puts the dossier into the queue', async () => {
  expect(await find(await received({ ...hanh, rights: ['receive'] }))).toMatchObject({
    holder_sub: null,
    holder_name: null,
  })
})

const everyone: Actor = { ...huy, rights: ['receive', 'process', 'approve', 'return'] }
const pairs = statuses.flatMap((from) => moveNames.map((name) => [name, from] as const))

test.each(pairs)('%s from status %i: as the table says, and the history tells', async (name, from) => {
  const step = steps.find((row) => row.move === name && row.from === from)
  const code = await dossierIn(from)
  const answer = await move(everyone, code, name)
  const dossier = await find(code)
  if (!step) {
    expect(answer).toEqual({ ok: false, code: 'not-possible' })
    expect(dossier).toMatchObject({ status: from, version: 1 })
    return
  }
  expect(answer.ok).toBe(true)
  expect(dossier).toMatchObject({ status: step.to, version: 2 })
  const [last] = await listHistory(db, dossier.id)
  expect(last).toMatchObject({ move: name, from_status: from, to_status: step.to, by_name: huy.name, door: 'portal' })
})

test('the table allows the national steps and no others', () => {
  const found = new Set(steps.filter((step) => step.from !== step.to).map((step) => `${step.from}>${step.to}`))
  const national = ['1>2', '1>3', '1>5', '2>4', '4>5', '4>6', '4>8', '4>9', '5>4', '5>8', '6>4', '7>8', '9>10']
  const withdrawals = ['1>7', '2>7', '4>7', '5>7', '6>7']
  expect([...found].sort()).toEqual([...national, ...withdrawals].sort())
})

test.each(steps.map((step) => [step.move, step.from, step] as const))(
  '%s from %i: only with its rights, only its holder',
  async (name, from, step) => {
    const rights: Right[] = ['receive', 'process', 'approve', 'return']
    const code = await dossierIn(from)
    const without = { ...huy, rights: rights.filter((right) => !step.rights.includes(right)) }
    expect(await move(without, code, name)).toEqual({ ok: false, code: 'no-right' })
    await run(db, sql`update dossiers set holder_sub = ${hanh.sub}, holder_name = ${hanh.name} where code = ${code}`)
    const stranger = { ...huy, rights: rights.filter((right) => right !== 'approve') }
    const mine = step.whose === 'anybody' && !step.rights.every((right) => right === 'approve')
    const answer = await move(stranger, code, name)
    if (mine) expect(answer.ok).toBe(true)
    else
      expect(answer).toMatchObject({
        ok: false,
        code: step.rights.every((right) => right === 'approve') ? 'no-right' : 'not-holder',
      })
  },
)

test.each(steps.filter((step) => step.needsNote).map((step) => [step.move, step.from] as const))(
  '%s from %i asks for a reason',
  async (name, from) => {
    const code = await dossierIn(from)
    expect(await move(everyone, code, name, { note: '' })).toEqual({ ok: false, code: 'note-missing' })
    expect((await find(code)).version).toBe(1)
  },
)

test('another agency does not see the dossier at all', async () => {
  const code = await received()
  const stranger = { ...everyone, agency: 'H09.31.02' }
  expect(
    await moveDossier(db, calendar, { actor: stranger, code, version: 1, move: 'process', note: '', to: '' }),
  ).toEqual({ ok: false, code: 'not-found' })
})

test('two at once: one wins, the other learns who did what and when', async () => {
  const code = await dossierIn(4)
  const [a, b] = await Promise.all([
    move(hanh, code, 'finish', { version: 1 }),
    move(huy, code, 'ask-payment', { version: 1 }),
  ])
  expect([a.ok, b.ok].sort()).toEqual([false, true])
  const [winner, loser] = a.ok ? [hanh, b] : [huy, a]
  expect(loser).toMatchObject({
    ok: false,
    code: 'moved-already',
    last: { by_name: winner.name, version: 2, at: expect.any(Date) },
  })
  expect(await listHistory(db, (await find(code)).id)).toHaveLength(2)
})

test('the same order sent twice has one effect and no complaint', async () => {
  const code = await dossierIn(4)
  const answers = await Promise.all([1, 2, 3].map(() => move(hanh, code, 'finish', { version: 1 })))
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true])
  expect(answers.filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1)
  expect((await find(code)).version).toBe(2)
})

test.each(steps)('$move from $from, ordered three times at once, happens once', async ({ move: name, from, to }) => {
  const code = await dossierIn(from)
  const leader = { ...hanh, rights: ['receive', 'process', 'approve', 'return'] as const }
  const order = { version: 1, ...(name === 'hand-over' ? { to: huy.sub } : {}) }
  const answers = await Promise.all([1, 2, 3].map(() => move(leader, code, name, order)))
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true])
  expect(answers.filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1)
  const dossier = await find(code)
  expect([dossier.status, dossier.version]).toEqual([to, 2])
  expect(await listHistory(db, dossier.id)).toHaveLength(2)
})

test('a version that never was is refused', async () => {
  const code = await dossierIn(4)
  expect(await move(hanh, code, 'finish', { version: 7 })).toEqual({ ok: false, code: 'not-possible' })
})

test('handed over to a colleague, to the queue, taken from there; strangers are no colleagues', async () => {
  const code = await received()
  await move(hanh, code, 'process')
  await move(hanh, code, 'hand-over', { to: huy.sub })
  expect(await find(code)).toMatchObject({ holder_name: huy.name, status: 4 })
  expect(await move(hanh, code, 'finish')).toEqual({ ok: false, code: 'not-holder' })
  await move(huy, code, 'hand-over', { to: '' })
  expect(await find(code)).toMatchObject({ holder_sub: null })
  expect(await move(hanh, code, 'hand-over', { to: 'nobody' })).toEqual({ ok: false, code: 'colleague-unknown' })
  await move(hanh, code, 'take')
  expect(await find(code)).toMatchObject({ holder_name: hanh.name })
  const names = (await listHistory(db, (await find(code)).id)).map((row) => [row.move, row.to_name])
  expect(names).toEqual([
    ['take', null],
    ['hand-over', null],
    ['hand-over', huy.name],
    ['process', null],
    ['receive', null],
  ])
})

test('a leader may step in for the holder', async () => {
  const code = await received()
  await move(hanh, code, 'process')
  expect((await move(huy, code, 'finish')).ok).toBe(true)
})

test('a supplement pauses the clock over a weekend; the second is counted', async () => {
  await clockTo('2026-12-03 09:00:00')
  const code = await received()
  // Thu 3/12 + Fri 4, Mon 7, Tue 8.
  expect((await find(code)).due_at?.toISOString()).toBe('2026-12-08T10:00:00.000Z')
  await move(hanh, code, 'process')
  await clockTo('2026-12-04 16:00:00')
  await move(hanh, code, 'ask-supplement')
  expect(await find(code)).toMatchObject({ supplements: 1, status: 5, paused_at: expect.any(Date) })
  await clockTo('2026-12-07 09:00:00')
  await move(hanh, code, 'supplement-arrived')
  const after = await find(code)
  // One hour on Friday, one and a half on Monday: two and a half hours on from Tue 17:00 = Wed 10:00.
  expect(after.due_at?.toISOString().slice(0, 16)).toBe('2026-12-09T03:00')
  expect(after).toMatchObject({ paused_at: null, status: 4 })
  await move(hanh, code, 'ask-supplement')
  expect((await find(code)).supplements).toBe(2)
})

test('where any day counts towards the term, a paused weekend is given back as well', async () => {
  await clockTo('2026-12-03 09:00:00')
  const made = await receive(hanh, formId(), '2.001263')
  const code = made.ok ? made.code : ''
  // Thu 3/12 + 30 days = Sat 2/1, moved on to Mon 4/1.
  expect((await find(code)).due_at?.toISOString()).toBe('2027-01-04T10:00:00.000Z')
  await move(hanh, code, 'process')
  await clockTo('2026-12-04 16:00:00')
  await move(hanh, code, 'ask-supplement')
  await clockTo('2026-12-07 09:00:00')
  await move(hanh, code, 'supplement-arrived')
  // Fri to Mon: three days on, Thu 7/1.
  expect((await find(code)).due_at?.toISOString()).toBe('2027-01-07T10:00:00.000Z')
})

test('an online dossier gets its due time when it is accepted, or when its missing papers arrive', async () => {
  await clockTo('2026-12-10 10:00:00')
  for (const way of [['accept'], ['ask-supplement', 'supplement-arrived']] as Move[][]) {
    const code = await dossierIn(1)
    await run(db, sql`update dossiers set received_at = null, due_at = null where code = ${code}`)
    for (const name of way) await move(hanh, code, name)
    expect((await find(code)).due_at?.toISOString()).toBe('2026-12-15T10:00:00.000Z')
  }
})

test('only what a person may do is offered', () => {
  const offered = (who: Actor, status: Status, holder: string | null) =>
    stepsFor(who, { status, holder_sub: holder }).map((step) => step.move)
  expect(offered(hanh, 2, hanh.sub)).toEqual(['process', 'hand-over', 'withdraw'])
  expect(offered(hanh, 4, huy.sub)).toEqual(['withdraw'])
  expect(offered(huy, 4, hanh.sub)).toEqual(['hand-over', 'ask-supplement', 'ask-payment', 'finish', 'stop'])
  expect(offered({ ...hanh, rights: ['return'] }, 9, null)).toEqual(['return-result'])
  for (const final of [3, 8, 10] as const) expect(offered(everyone, final, null)).toEqual([])
})

test('no history row was ever written without its move', async () => {
  const wrong = await all(
    db,
    sql`select code from dossiers d where version <> (select count(*) from dossier_moves where dossier_id = d.id)`,
  )
  expect(wrong).toEqual([])
})
