// The desk as production runs it, on a database of its own beside the account service's; officers have sessions there by SQL, as the trip
// through the account service leaves them.
import { randomBytes, randomUUID } from 'node:crypto'
import { keyedHash, tokenHash } from '@motcua/web/keyed-hash.ts'
import pg from 'pg'
import { type Browser, openBrowser } from './browser.ts'
import type { Query } from './database.ts'
import type { Front } from './front.ts'
import { host, party, type Settings } from './nodes.ts'
import { addressOf } from './officers.ts'

export const deskHost = new URL(party.redirectUri).host

export const deskSettings = (databaseUrl: string): Settings => ({
  NODE_ENV: 'production',
  DESK_ORIGIN: `https://${deskHost}`,
  ACCOUNT_ORIGIN: `https://${host}`,
  DESK_SECRET: randomBytes(32).toString('base64url'),
  DESK_CLIENT_SECRET: party.secret,
  DESK_DATABASE_URL: databaseUrl,
  TRUSTED_PROXIES: '127.0.0.1,::1',
  HELP_CONTACT: '0274 3800 800',
})

export type DeskDatabase = { url: string; query: Query; stop: () => Promise<void> }

/** A database "desk" on that server. */
export async function addDeskDatabase(query: Query, serverUrl: string): Promise<DeskDatabase> {
  await query('create database desk')
  const url = serverUrl.replace(/\/postgres$/, '/desk')
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  return { url, query: pool.query.bind(pool) as Query, stop: () => pool.end() }
}

const agency = 'DV1'

/** One agency with one procedure; call it when the first node has migrated. */
export async function prepareDesk(query: Query): Promise<void> {
  await query(
    `insert into agencies (code, national_id, name_vi, name_en, kind) values ($1, '000.00.1', 'Đơn vị 1', 'Agency 1', 'commune')`,
    [agency],
  )
  await query(
    `insert into procedures (code, name_vi, name_en, levels, term_amount, term_unit, fee, papers, valid_from)
      values ('1.000001', 'Chứng thực bản sao', 'Certified copy', array['commune'], 1, 'day', 0, '[]', '2020-01-01')`,
  )
}

/** An officer at the counter, signed in. */
export async function atDesk(query: Query, front: Front, i: number): Promise<Browser> {
  const token = keyedHash('harness', 'desk session', randomUUID())
  await query(
    `insert into sessions (token_hash, sid, sub, name, agency_code, agency_name, role, rights, door, id_token, expires_at)
      values ($1, $2, $3, 'Cán bộ', $4, 'Đơn vị 1', 'officer', array['receive', 'process'], 'standby', '', clock_now() + interval '8 hours')`,
    [tokenHash(token), randomUUID(), `officer ${i}`, agency],
  )
  const browser = openBrowser(front, addressOf(i))
  browser.take(`__Host-desk_session=${token}; Path=/`)
  return browser
}

/** What is typed at the reception form, beside its hidden fields. */
export const application = (i: number): Record<string, string> => ({
  procedure: '1.000001',
  channel: '1',
  applicant_kind: 'citizen',
  applicant_name: `Trần Văn ${i}`,
  applicant_id_number: `0740${String(i).padStart(8, '0')}`,
  applicant_phone: '0901234567',
  applicant_address: 'Phường Phú Cường',
  other_paper: 'Bản chính',
  sets: '1',
  result_way: 'counter',
  note: '',
})
