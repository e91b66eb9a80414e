// The ledger: numbers committed audit rows and chains them by hash, in a table of its own, so that sign-ins do not queue behind
// one another. One node at a time; a row changed afterwards no longer fits its hash.
import { createHash } from 'node:crypto'
import { all, type Db, first, inTransaction, run, sql } from '@motcua/db/query.ts'

type Unsealed = { id: string; text: string }

/** Rows of one round. */
export const sealedAtOnce = 500
// The row as the database writes it: every column, in one order.
const rowText = sql`concat_ws('|', e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.event, e.account_id, e.actor_id,
  e.session_id, e.period_id, e.door, e.address, e.detail)`

/**
 * Seals what was committed; gives how many rows. Rows of transactions still under way get their number later: none lasts minutes
 * (the connections' time-outs see to it), so what is older than the last seal by five is not looked at again.
 */
export async function sealLedger(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    await run(tx, sql`select pg_advisory_xact_lock(hashtext('audit_ledger'))`)
    const last = await first(
      tx,
      sql<{
        number: number
        hash: string
        sealed_at: Date
      }>`select number, hash, sealed_at from audit_ledger order by number desc limit 1`,
    )
    const rows = await all(
      tx,
      sql<Unsealed>`select e.id, ${rowText} as text from audit_events e left join audit_ledger l on l.event_id = e.id
        where l.event_id is null and e.at > coalesce(${last?.sealed_at ?? null}::timestamptz - interval '5 minutes', '-infinity')
        order by e.at, e.id limit ${sealedAtOnce}`,
    )
    if (rows.length > 0) await insertLinks(tx, linksAfter(last, rows))
    return rows.length
  })
}

type Link = { number: number; id: string; hash: string }

function linksAfter(last: { number: number; hash: string } | undefined, rows: readonly Unsealed[]): Link[] {
  let { number, hash } = last ?? { number: 0, hash: '' }
  return rows.map((row) => {
    number += 1
    hash = chain(hash, row.text)
    return { number, id: row.id, hash }
  })
}

const insertLinks = (tx: Db, links: readonly Link[]) =>
  run(
    tx,
    sql`insert into audit_ledger (number, event_id, hash)
      select number, id, hash from unnest(${links.map((link) => link.number)}::int8[], ${links.map((link) => link.id)}::uuid[],
        ${links.map((link) => link.hash)}::text[]) as link (number, id, hash)`,
  )

const chain = (before: string, text: string) => createHash('sha256').update(`${before}\n${text}`).digest('base64url')

/** The number of the first row that does not fit, or null where the whole chain does. */
export async function findBrokenLink(db: Db): Promise<number | null> {
  const rows = await all(
    db,
    sql<{ number: number; hash: string; text: string }>`select l.number, l.hash, ${rowText} as text from audit_ledger l
      join audit_events e on e.id = l.event_id order by l.number`,
  )
  let before = ''
  for (const [index, row] of rows.entries()) {
    if (row.number !== index + 1 || row.hash !== chain(before, row.text)) return index + 1
    before = row.hash
  }
  return null
}
