// Traces: what somebody who was signed in by the standby door did to dossiers during a period. The history is the one source.
import { all, type Db, sql } from '@motcua/db/query.ts'

export type Trace = { code: string; changes: number; first_at: Date; last_at: Date }

/** By dossier, in the order of the first change; codes and times only, nothing of the applicant. */
export const listTraces = (db: Db, { sub, periodId, most }: { sub: string; periodId: string; most: number }) =>
  all(
    db,
    sql<Trace>`select d.code, count(*)::int4 as changes, min(m.at) as first_at, max(m.at) as last_at
      from dossier_moves m join dossiers d on d.id = m.dossier_id
      where m.period_id = ${periodId} and m.by_sub = ${sub} and m.door = 'standby'
      group by d.code order by min(m.at), d.code limit ${most}`,
  )
