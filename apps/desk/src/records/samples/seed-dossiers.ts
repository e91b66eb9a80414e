// Forty plausible dossiers for a trial, relative to the database's clock: some late, some due soon, some waiting, some done.
import { randomUUID } from 'node:crypto'
import { readClock } from '@motcua/db/clock.ts'
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { type Calendar, closingOf, dayOf, instantOf } from '../calendar/calendar.ts'
import { dueAt } from '../calendar/due-at.ts'
import { parseHours, usualHours } from '../calendar/hours.ts'
import { readCalendar } from '../calendar/import-calendar.ts'
import { addWorkingTime, workingTimeBetween } from '../calendar/working-time.ts'
import { effectOf } from '../dossiers/effect.ts'
import { findStep, type Move } from '../dossiers/moves.ts'
import { searchOf } from '../dossiers/receive-dossier.ts'
import { status } from '../dossiers/status.ts'
import { type Actor, type Application, applyMove, findDossier, insertDossier, isEmpty } from '../dossiers/store.ts'
import { findProcedureOf, type Procedure } from '../procedures/store.ts'
import { applicants, companies, officers, online } from './people.ts'
import { type Planned, plan } from './plan.ts'

const hour = 60 * 60 * 1000

/** Does nothing where there are dossiers already. Agencies, procedures and calendars must be there. Returns how many it made. */
export async function seedDossiers(db: Db): Promise<number> {
  if (!(await isEmpty(db))) return 0
  const calendar = await readCalendar(db, parseHours(usualHours))
  const now = await readClock(db)
  await inTransaction(db, async (tx) => {
    for (const [i, planned] of plan.entries()) await seedOne(tx, { calendar, now, planned, i })
  })
  return plan.length
}

type Seed = { calendar: Calendar; now: Date; planned: Planned; i: number }

async function seedOne(db: Db, seed: Seed): Promise<void> {
  const { calendar, now, planned } = seed
  const desk = officers[planned.desk]
  const procedure = await findProcedureOf(db, desk.agency, planned.procedure)
  if (!procedure) throw new Error(`${desk.agency} does not receive ${planned.procedure}`)
  const at = timeBack(calendar, now, planned)
  const made = await insertDossier(db, newDossier(seed, procedure, at))
  if (!made) throw new Error('a fresh form was taken before')
  const moves = planned.moves ?? []
  const passed = workingTimeBetween(calendar, at, lastMoveBefore(seed, procedure, at))
  for (const [n, move] of moves.entries()) {
    const share = ((n + 1) / (moves.length + 1)) * passed
    await seedMove(db, seed, { code: made.code, move, at: addWorkingTime(calendar, at, share) })
  }
}

/** What was finished was finished in time. */
function lastMoveBefore({ calendar, now, planned }: Seed, procedure: Procedure, at: Date): Date {
  const due = dueAt(calendar, at, { unit: procedure.term_unit, amount: procedure.term_amount })
  return planned.moves?.includes('finish') && due < now ? due : now
}

/** A time of day so many working days ago; never later than now. */
function timeBack(calendar: Calendar, now: Date, { back, at }: Planned): Date {
  let day = dayOf(now)
  for (let left = back; left > 0 || !calendar.isWorkingDay(day); day = day.subtract({ days: 1 }))
    if (calendar.isWorkingDay(day)) left -= 1
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const time = instantOf(day, hours * 60 + minutes)
  return time < now ? time : new Date(now.getTime() - hour / 4)
}

function newDossier({ calendar, planned, i }: Seed, procedure: Procedure, at: Date) {
  const desk = officers[planned.desk]
  const application = applicationOf(planned, procedure, i)
  const term = { unit: procedure.term_unit, amount: procedure.term_amount }
  return {
    formId: randomUUID(),
    application,
    procedureId: procedure.id,
    search: searchOf(application, procedure),
    day: dayOf(at).toString(),
    at,
    status: planned.online ? status.registered : status.received,
    state: planned.online
      ? { holder_sub: null, holder_name: null, received_at: null, due_at: null }
      : { holder_sub: desk.sub, holder_name: desk.name, received_at: at, due_at: dueAt(calendar, at, term) },
    by: planned.online ? online(desk.agency) : desk,
  }
}

function applicationOf(planned: Planned, procedure: Procedure, i: number): Application {
  const people = planned.company ? companies : applicants
  const [name, idNumber, phone] = people[i % people.length] ?? ['', '', '']
  return {
    channel: planned.online ? 2 : 1,
    applicant_kind: planned.company ? 'organisation' : 'citizen',
    applicant_name: name,
    applicant_id_number: idNumber,
    applicant_phone: phone,
    applicant_email: '',
    applicant_address: `Khu phố ${(i % 7) + 1}, thành phố Thủ Dầu Một, tỉnh Bình Dương`,
    papers: procedure.papers,
    sets: 1,
    result_way: i % 5 === 0 ? 'post' : 'counter',
    fee: procedure.fee,
    note: '',
  }
}

const notes: Partial<Record<Move, string>> = {
  'ask-supplement': 'Bổ sung bản sao Giấy chứng nhận kết hôn.',
  'ask-payment': 'Nộp phí theo thông báo.',
  refuse: 'Hồ sơ thuộc thẩm quyền của UBND phường nơi cư trú.',
  withdraw: 'Người nộp đề nghị rút hồ sơ.',
  stop: 'Theo đề nghị của người nộp.',
}

async function seedMove(db: Db, seed: Seed, { code, move, at }: { code: string; move: Move; at: Date }): Promise<void> {
  const { planned, calendar } = seed
  const by = actorOf(planned, move)
  const dossier = await findDossier(db, by.agency, code)
  const step = dossier && findStep(move, dossier.status)
  if (!dossier || !step) throw new Error(`${planned.procedure}: ${move} is not possible`)
  const state = effectOf(calendar, dossier, { move, at, by, to: null })
  if (planned.soon && move === 'supplement-arrived') state.due_at = soonFrom(seed, planned.soon)
  await applyMove(db, { dossier, move, to: step.to, at, state, by, toName: null, note: notes[move] ?? '' })
}

const actorOf = (planned: Planned, move: Move): Actor =>
  officers[planned.worker && !['return-result', 'withdraw'].includes(move) ? planned.worker : planned.desk]

/** Due within so many working hours, as if the pause had been just that long. */
function soonFrom({ calendar, now }: Seed, hours: number): Date {
  const due = addWorkingTime(calendar, now, hours * hour)
  return due > now ? due : closingOf(calendar, dayOf(now))
}
