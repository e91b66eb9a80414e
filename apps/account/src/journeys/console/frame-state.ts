// What every page of the console shows around itself: who is here, and the counts in the menu.
import type { Shell } from '@motcua/ui/shell.ts'
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { listOpenAlarms, type SmsAlarm } from '../../records/gateways/alarms.ts'
import { countJoint } from '../../records/joint-requests/store.ts'
import { countReadiness } from '../../records/readiness/store.ts'
import { listOpenRequests } from '../../records/resets/store.ts'
import { readOpenUntil } from '../../records/standby/store.ts'
import { isFresh, type Person, personOf } from '../../web/person.ts'

export type FrameState = {
  shell: Shell
  person: Person
  /** Auditors see everything and change nothing: their pages have no forms. */
  mayChange: boolean
  /** The last proof is at most 5 minutes old. */
  isFresh: boolean
  /** For real; a drill is told beside it. */
  doorIsOpen: boolean
  drillIsRunning: boolean
  /** Whole percent of officers who could work at the standby door now; null where there are none. */
  readyPercent: number | null
  requests: number
  smsAlarms: readonly SmsAlarm[]
}

/** `path` is where the language menu leads: the page that shows this by GET. */
export async function frameOf(deps: Deps, reply: FastifyReply, path?: string): Promise<FrameState> {
  const shell = reply.shell()
  const person = personOf(reply.request)
  const open = await readOpenUntil(deps.db)
  const { total, ready } = await countReadiness(deps.db, null, deps.config.FACTOR_PROFILE)
  return {
    shell: path ? { ...shell, path } : shell,
    person,
    mayChange: person.role === 'administrator',
    isFresh: isFresh(person.session),
    doorIsOpen: open.outage !== null,
    drillIsRunning: open.drill !== null,
    readyPercent: total > 0 ? Math.floor((ready / total) * 100) : null,
    requests: (await listOpenRequests(deps.db, null)).length + (await countJoint(deps.db, whole(person))),
    smsAlarms: await listOpenAlarms(deps.db),
  }
}

const whole = ({ account }: Person) => ({ agency: null, reader: account.id })
