// What the frame of every my-account page knows: who is here, and what waits for their decision.
import type { Shell } from '@motcua/ui/shell.ts'
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { countJoint } from '../../records/joint-requests/store.ts'
import { listOpenRequests } from '../../records/resets/store.ts'
import { personOf, type Person } from '../../web/person.ts'

export type FrameState = { shell: Shell; person: Person; requests: number }

/** `path` is where the language menu leads: the page that shows this by GET. */
export async function frameOf(deps: Deps, reply: FastifyReply, path?: string): Promise<FrameState> {
  const shell = reply.shell()
  const person = personOf(reply.request)
  return { shell: path ? { ...shell, path } : shell, person, requests: await countRequests(deps, person) }
}

/** Of the administrator's own units, never their own. */
async function countRequests({ db }: Deps, { account, role }: Person): Promise<number> {
  if (role !== 'unit-admin' || !account.agency_code) return 0
  const open = await listOpenRequests(db, account.agency_code)
  const joint = await countJoint(db, { agency: account.agency_code, reader: account.id })
  return open.filter((request) => request.account_id !== account.id).length + joint
}
