// What relying parties learn of a person: name, agency, role, rights; through which door; and during which standby period.
import { type Db, first, sql } from '@motcua/db/query.ts'
import type { Account } from 'oidc-provider'
import { limits } from '../limits.ts'
import { recallSubject } from './request-memory.ts'

export type Subject = {
  id: string
  name: string
  kind: string
  agency_code: string | null
  agency_name: string | null
  role: string | null
  rights: string[]
  period_id: string | null
  /** The period that let this very sign-in in is closed by now. */
  is_cut: boolean
}

/**
 * For statements that find a session `s`: the person too. Redeeming the code of a standby sign-in rechecks its period: closed meanwhile,
 * no tokens. A session that is older than a code can live goes on to its own limit (contracts.md §5, §6).
 */
export const subjectColumns = sql`a.id, a.name, a.kind, a.agency_code, g.name_vi as agency_name, a.role, a.rights, s.period_id,
  coalesce(s.created_at > clock_now() - ${2 * limits.oidc.code} * interval '1 second'
    and (p.closed_at is not null or p.until <= clock_now()), false) as is_cut`

/** A suspended or held person is as none. */
export const subjectOfSession = sql`left join accounts a on a.id = s.account_id and a.suspended_at is null and a.held_at is null
  left join agencies g on g.code = a.agency_code left join standby_periods p on p.id = s.period_id`

/** The person of a session, or undefined where they may not sign in (any more). Reads nothing that this request has read already. */
export async function findSubject(
  db: Db,
  accountId: string,
  sessionUid: string | undefined,
): Promise<Account | undefined> {
  const known = recallSubject(sessionUid)
  const subject = known?.id === accountId ? known : await readSubject(db, accountId, sessionUid)
  if (!subject || subject.is_cut) return undefined
  return { accountId, claims: async (_use, scope) => claimsOf(subject, scope) }
}

const readSubject = (db: Db, accountId: string, sessionUid: string | undefined) =>
  first(
    db,
    sql<Subject>`select ${subjectColumns} from accounts a left join agencies g on g.code = a.agency_code
      left join sessions s on s.uid = ${sessionUid ?? null} and s.account_id = a.id
      left join standby_periods p on p.id = s.period_id
      where a.id = ${accountId}::uuid and a.suspended_at is null and a.held_at is null`,
  )

function claimsOf(subject: Subject, scope: string): { sub: string; [key: string]: unknown } {
  const isOfficer = subject.kind === 'officer' && scope.split(' ').includes('officer')
  return {
    sub: subject.id,
    name: subject.name,
    ...(isOfficer
      ? { agency: subject.agency_code, agency_name: subject.agency_name, role: subject.role, rights: subject.rights }
      : {}),
    ...(subject.period_id ? { standby_period: subject.period_id } : {}),
  }
}
