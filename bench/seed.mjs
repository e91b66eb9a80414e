// Officers that are ready for the standby door, and the door open for everyone: prepared by SQL, the same in every run.
const agencies = 100

/** Everybody has one password and one hash: what a verification costs does not depend on whose it is. */
export async function seed(db, { officers, hash }) {
  await db.query(
    `insert into agencies (code, national_id, name_vi, name_en, lineage, kind, valid_from)
      select 'DV' || i, '000.00.' || i, 'Đơn vị ' || i, 'Agency ' || i, array['DV' || i], 'commune', '2020-01-01'
      from generate_series(1, ${agencies}) i`,
  )
  await db.query(
    `insert into accounts (kind, name, id_number, agency_code, role, rights)
      select 'officer', 'Cán bộ ' || i, ${idNumber('i')}, 'DV' || (i % ${agencies} + 1), 'officer', array['receive', 'process']
      from generate_series(1, $1::int) i`,
    [officers],
  )
  await db.query(
    `insert into phones (account_id, audience, number, source, confirmed_at, codes_from, reset_from)
      select id, 'officer', '+8490' || right(id_number, 7), 'list', clock_now(), clock_now(), clock_now()
      from accounts where kind = 'officer'`,
  )
  await db.query(`insert into passwords (account_id, hash) select id, $1 from accounts where kind = 'officer'`, [hash])
  await db.query(
    `insert into standby_periods (scope, reason, until) values ('everyone', 'bench', clock_now() + interval '60 minutes')`,
  )
  await db.query('vacuum analyze')
}

const idNumber = (i) => `'0740' || lpad((${i})::text, 8, '0')`

/** What the i-th officer (from 1) types, where their codes go ("090…"), and who they are. */
export const officerAt = (i) => ({
  idNumber: `0740${String(i).padStart(8, '0')}`,
  phone: `090${String(i).padStart(7, '0')}`,
  name: `Cán bộ ${i}`,
})
