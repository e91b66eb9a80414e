// Rows of other people, as many as a place could have: written by SQL, beside the people who walk in the bench.

/** More officers than all provinces have; whoever else has an account is a citizen. */
const officersMost = 200_000
const part = 500_000

/** Foreign keys would be looked up ten million times; the rows are right by the way they are made. Indexes are quicker made at the end. */
export async function fill(query, work) {
  const { rows } = await query(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
      where indrelid = any(array['accounts', 'phones', 'sessions', 'attempts', 'challenges']::regclass[])
        and not exists (select from pg_constraint where conindid = indexrelid)`,
  )
  await query('set session_replication_role = replica')
  for (const { name } of rows) await query(`drop index ${name}`)
  await work()
  for (const { made } of rows) await query(made)
  await query('set session_replication_role = origin')
  await query('vacuum analyze')
}

/** `from` + 1 to `to`: so many accounts more, each with a phone and a password (nobody's: nothing verifies against it). */
export async function addAccounts(query, from, to) {
  for (let low = from; low < to; low += part) {
    const bounds = [low + 1, Math.min(low + part, to), officersMost]
    await query(
      `with made as (
        insert into accounts (kind, name, id_number, agency_code, role, rights)
        select case when i <= $3 then 'officer' else 'citizen' end, 'Người ' || i,
          case when i <= $3 then '0790' || lpad(i::text, 8, '0') end, case when i <= $3 then 'DV' || (i % 100 + 1) end,
          case when i <= $3 then 'officer' end, '{}'
        from generate_series($1::int, $2::int) i returning id, kind, name),
      called as (
        insert into phones (account_id, audience, number, source, confirmed_at, codes_from)
        select id, case kind when 'officer' then 'officer' else 'public' end, '+8499' || lpad(substr(name, 7), 8, '0'), 'own',
          clock_now(), clock_now() from made)
      insert into passwords (account_id, hash) select id, '-' from made`,
      bounds,
    )
  }
}

/** Sessions of now, for people drawn from all. */
export const addSessions = (query, count) =>
  query(
    `insert into sessions (token_hash, uid, cookie_id, account_id, door, amr, payload, browser, address, expires_at)
      select md5(i::text), 'uid' || i, 'cookie' || i, id, 'portal', '{pwd,otp}', '{}', md5('b' || i), '10.0.0.1',
        clock_now() + interval '8 hours'
      from (select id, row_number() over () as i from accounts limit $1::int) a`,
    [count],
  )

/** Half-finished attempts whose code is still good, each with its message, and tokens of relying parties. */
export async function addCodes(query, count) {
  await query(
    `with tried as (
      insert into attempts (cookie_hash, browser, account_id, door, errand, language, expires_at, password_ok_at)
      select md5('a' || i), md5('b' || i), id, 'standby', '{}', 'vi', clock_now() + interval '10 minutes', clock_now()
      from (select id, row_number() over () as i from accounts limit $1::int) a returning id, account_id),
    coded as (
      insert into challenges (account_id, purpose, binding, phone, tag, code_hash, expires_at, accepted_at)
      select account_id, 'sign-in', id::text, '', 'AA', md5(id::text), clock_now() + interval '2 minutes', clock_now() from tried
      returning id)
    insert into provider_records (id, model, payload, session_uid, expires_at)
      select md5(id::text), 'AccessToken', '{}', 'uid' || row_number() over (), clock_now() + interval '10 minutes' from coded`,
    [count],
  )
}
