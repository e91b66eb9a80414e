// standby open | close | status, by the same use cases as the console.
import type { Deps } from '../deps.ts'
import { closeDoor } from '../journeys/console/standby-door/close-door.ts'
import { openDoor } from '../journeys/console/standby-door/open-door.ts'
import { readPeople } from '../journeys/console/standby-door/read-people.ts'
import { knownAgencyCodes } from '../records/agencies/store.ts'
import { type CoveredName, listCovered, listOpenPeriods, type Period, type Scope } from '../records/standby/store.ts'
import { nameIn } from '../web/agency-name.ts'
import { sentence } from '../web/messages/codes.ts'
import { moment } from '../web/times.ts'
import { findActor } from './actor.ts'
import { type CliIo, CommandRefused } from './io.ts'
import { words } from './messages.ts'

export type StandbyOptions = {
  reason?: string | undefined
  for?: string | undefined
  agency?: string[] | undefined
  person?: string[] | undefined
  as?: string | undefined
  'break-glass'?: string | undefined
}

export async function openStandby(deps: Deps, io: CliIo, options: StandbyOptions): Promise<void> {
  const say = words[io.language]
  const minutes = readSpan(options.for ?? '60m')
  if (minutes === null) throw new CommandRefused(say.span(options.for ?? ''))
  const scope = await readScope(deps, io, options)
  const actor = await findActor(deps, io, options)
  const seen = (await listOpenPeriods(deps.db)).map((period) => period.id)
  const result = await openDoor(deps, { actor, scope, reason: options.reason ?? '', minutes, seen })
  if (!result.ok) throw new CommandRefused(sentence(io.language, result))
  io.say(say.opened(moment(io.language, result.until), result.periodId))
}

export async function closeStandby(
  deps: Deps,
  io: CliIo,
  options: StandbyOptions & { id?: string | undefined },
): Promise<void> {
  const open = await listOpenPeriods(deps.db)
  const chosen = options.id ? [options.id] : open.map((period) => period.id)
  if (chosen.length === 0) throw new CommandRefused(words[io.language].noneOpen)
  const actor = await findActor(deps, io, options)
  const done = new Set<string>()
  for (const periodId of chosen) {
    const result = await closeDoor(deps, { actor, periodId, reason: options.reason ?? '' })
    // Closing one closes those of the same scope with it.
    if (!result.ok && !(result.code === 'period-gone' && done.size > 0))
      throw new CommandRefused(sentence(io.language, result))
    done.add(periodId)
  }
  io.say(words[io.language].closed(open.length - (await listOpenPeriods(deps.db)).length))
}

export async function tellStandby(deps: Deps, io: CliIo): Promise<void> {
  const open = await listOpenPeriods(deps.db)
  if (open.length === 0) io.say(words[io.language].noneOpen)
  const names = await listCovered(
    deps.db,
    open.map(({ id }) => id),
  )
  for (const period of open) io.say(words[io.language].open(describe(io, period, names)))
}

const describe = ({ language }: CliIo, period: Period, names: readonly CoveredName[]) => ({
  scope:
    names
      .filter((name) => name.period_id === period.id)
      .map((name) => nameIn(language, name))
      .join(', ') || words[language].everyone,
  until: moment(language, period.until),
  by: period.opened_by_name ?? (period.policy_id ? words[language].automatic : words[language].commandLine),
  reason: period.reason,
  id: period.id,
  signedIn: period.signed_in,
})

/** "30m", "1h", "90" (minutes) → minutes; null where it is nothing of the kind. */
export function readSpan(text: string): number | null {
  const found = /^(\d{1,3})(m|h)?$/.exec(text.trim())
  if (!found) return null
  return Number(found[1]) * (found[2] === 'h' ? 60 : 1)
}

async function readScope(deps: Deps, io: CliIo, { agency: codes = [], person = [] }: StandbyOptions): Promise<Scope> {
  if (person.length) {
    const people = await readPeople(deps.db, person.join('\n'))
    if (people.ok) return people.scope
    throw new CommandRefused(words[io.language].noPerson(people.with?.['lines'] ?? '1'))
  }
  const known = await knownAgencyCodes(deps.db)
  const stranger = codes.find((code) => !known.has(code))
  if (stranger !== undefined) throw new CommandRefused(words[io.language].noAgency(stranger))
  return codes.length ? { kind: 'agencies', codes } : { kind: 'everyone' }
}
