// The form of a plan → scope, time window and reason, or every fault at its field at once.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { z } from 'zod'
import { limits } from '../../../limits.ts'
import type { DrillScope } from '../../../records/drills/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { textField } from '../../../web/forms.ts'
import { errorsAt, readCodes } from '../read-scope.ts'
import { reasonFault } from '../standby-door/check-terms.ts'
import { many } from '../standby-door/read-opening.ts'

export const planForm = z.object({
  scope: textField(20),
  agency: many,
  date: textField(20),
  from: textField(10),
  to: textField(10),
  reason: textField(2000),
  password: textField(1000),
  code: textField(20),
})

export type TypedPlan = Omit<z.infer<typeof planForm>, 'password' | 'code'>

export type PlanErrors = Partial<
  Record<'scope' | 'agencies' | 'date' | 'from' | 'to' | 'reason' | 'password' | 'code', string>
>

/** Where a refusal stands in the form; nothing where it is about the plan as a whole. */
export const fieldOf: Partial<Record<Refusal['code'], keyof PlanErrors>> = {
  'scope-missing': 'scope',
  'agencies-missing': 'agencies',
  'date-format': 'date',
  'drill-past': 'from',
  'drill-far': 'date',
  'time-format': 'from',
  'drill-window': 'to',
  'reason-missing': 'reason',
  'password-missing': 'password',
  'code-format': 'code',
}

export type Window = { startsAt: Date; endsAt: Date }
type Plan = { scope: Result<{ scope: DrillScope }>; window: Result<Window>; faults: Refusal[] }

export async function readPlan(db: Db, typed: TypedPlan): Promise<Plan> {
  const scope = await readScope(db, typed)
  const window = readWindow(typed)
  const all = [scope.ok ? null : scope, window.ok ? null : window, reasonFault(typed.reason)]
  return { scope, window, faults: all.filter((fault): fault is Refusal => fault !== null) }
}

async function readScope(db: Db, typed: TypedPlan): Promise<Result<{ scope: DrillScope }>> {
  const read = await readCodes(db, typed)
  if (!read.ok) return read
  const { codes } = read
  return { ok: true, scope: codes.length > 0 ? { kind: 'agencies', codes } : { kind: 'everyone' } }
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/

/** The province's time zone has no summer time. */
const at = (date: string, time: string) => new Date(`${date}T${time}:00+07:00`)

function readWindow({ date, from, to }: TypedPlan): Result<Window> {
  const isDay = dayForm.test(date) && !Number.isNaN(at(date, '00:00').getTime())
  if (!isDay) return refuse('date-format')
  if (!timeForm.test(from) || !timeForm.test(to)) return refuse('time-format')
  const [startsAt, endsAt] = [at(date, from), at(date, to)]
  const seconds = (endsAt.getTime() - startsAt.getTime()) / 1000
  const { openLeast, openMost } = limits.drill
  return seconds >= openLeast && seconds <= openMost ? { ok: true, startsAt, endsAt } : refuse('drill-window')
}

export const errorsOf = (language: Language, faults: readonly Refusal[]): PlanErrors =>
  errorsAt(language, faults, fieldOf)

/** Tomorrow at a quiet hour, in the province's time. */
export function blankPlan(now: Date): TypedPlan {
  const tomorrow = new Date(now.getTime() + (24 + 7) * 3600_000).toISOString().slice(0, 10)
  return { scope: 'agencies', agency: [], date: tomorrow, from: '15:00', to: '15:30', reason: '' }
}
