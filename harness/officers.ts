// Officers that are ready for the standby door, prepared by SQL, the same in every run; and where they sit.
import type { Query } from './database.ts'

export const agencies = 100

export type Officer = {
  /** What they type. */
  idNumber: string
  /** Where their codes go, "0901000001". */
  phone: string
  name: string
}

/** Everybody has one password and one hash: what a verification costs does not depend on whose it is. */
export async function prepareOfficers(
  query: Query,
  { officers, hash }: { officers: number; hash: string },
): Promise<void> {
  await query(
    `insert into agencies (code, national_id, name_vi, name_en, lineage, kind, valid_from)
      select 'DV' || i, '000.00.' || i, 'Đơn vị ' || i, 'Agency ' || i, array['DV' || i], 'commune', '2020-01-01'
      from generate_series(1, ${agencies}) i`,
  )
  await query(
    `insert into accounts (kind, name, id_number, agency_code, role, rights)
      select 'officer', 'Cán bộ ' || i, ${idNumber('i')}, 'DV' || (i % ${agencies} + 1), 'officer', array['receive', 'process']
      from generate_series(1, $1::int) i`,
    [officers],
  )
  await query(
    `insert into phones (account_id, audience, number, source, confirmed_at, codes_from, reset_from)
      select id, 'officer', '+8490' || right(id_number, 7), 'list', clock_now(), clock_now(), clock_now()
      from accounts where kind = 'officer'`,
  )
  await query(`insert into passwords (account_id, hash) select id, $1 from accounts where kind = 'officer'`, [hash])
  // Only what is full: of tables that are still empty the planner would believe that they stay so.
  await query('vacuum analyze agencies, accounts, phones, passwords')
}

/** The door open for everyone, for what needs no administrator; longer than an hour for what takes longer, as two of them may have it. */
export const openByHand = (query: Query, hours = 1) =>
  query(
    `insert into standby_periods (scope, reason, until) values ('everyone', 'harness', clock_now() + $1 * interval '1 hour')`,
    [hours],
  )

// Numbers from 0901000001 on: the sandbox's gateways refuse some of those before.
const first = 1_000_000
const idNumber = (i: string) => `'0740' || lpad((${first} + ${i})::text, 8, '0')`

/** The i-th officer, from 1. */
export const officerAt = (i: number): Officer => ({
  idNumber: `0740${String(first + i).padStart(8, '0')}`,
  phone: `090${String(first + i).padStart(7, '0')}`,
  name: `Cán bộ ${i}`,
})

/** Everybody of an agency sits behind one address of its network. */
export const officeOf = (i: number): string => `10.0.${i % agencies}.1`

/** An address of one's own. */
export const addressOf = (n: number): string => `10.${64 + ((n >> 16) & 63)}.${(n >> 8) & 255}.${n & 255}`

/** The same people as a list for the sandbox's portal, which knows everybody. */
export function officersCsv(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const { idNumber: id, phone, name } = officerAt(index + 1)
    return `${id},,${name},DV${((index + 1) % agencies) + 1},officer,receive;process,${phone},,1990-01-01,female`
  })
  return ['id_number,old_id_number,name,agency_code,role,rights,phone,email,birth_date,sex', ...rows, ''].join('\n')
}
