// Who may be behind what somebody typed, with all that the password step asks about them, in one look.
import { type Db, one, sql } from '@motcua/db/query.ts'
import { type Glance, glanceOf } from '../factors/store.ts'
import { anyOpen, coveringPeriodId } from '../standby/store.ts'

export type CandidateRow = Glance & {
  /** Is the standby door open for anybody at all? */
  any_open: boolean
  /** Null where nobody is known by that. */
  account_id: string | null
  /** Suspended, or held by the person. */
  is_barred: boolean
  hash: string | null
  /** The open period that covers the officer. */
  period_id: string | null
  /** The number that receives codes. */
  phone: string | null
}

const officerBy = (
  idNumber: string,
) => sql`select id from accounts where kind = 'officer' and (id_number = ${idNumber} or old_id_number = ${idNumber})
  order by id_number = ${idNumber} desc limit 1`

const publicBy = (phone: string) => sql`select a.id from phones p join accounts a on a.id = p.account_id
  where p.audience = 'public' and p.number = ${phone} and p.removed_at is null and p.codes_from is not null and a.kind in ('citizen', 'enterprise')`

/** Nobody's id: everything is looked up for it too, so that a stranger costs what a person costs. */
const nobody = sql`'00000000-0000-0000-0000-000000000000'::uuid`

export const findCandidate = (db: Db, typed: { kind: 'id-number' | 'phone'; value: string }) =>
  one(
    db,
    sql<CandidateRow>`select ${anyOpen} as any_open, a.id as account_id, (a.suspended_at is not null or a.held_at is not null) as is_barred,
        (select hash from passwords where account_id = who.id and disabled_at is null) as hash,
        (select number from phones where account_id = who.id and removed_at is null and codes_from is not null order by codes_from desc limit 1) as phone,
        ${coveringPeriodId} as period_id, way.*
      from (select coalesce((${typed.kind === 'phone' ? publicBy(typed.value) : officerBy(typed.value)}), ${nobody}) as id) who
      left join accounts a on a.id = who.id left join agencies g on g.code = a.agency_code, ${glanceOf(sql`who`)} way`,
  )
