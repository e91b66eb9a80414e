// After a restore from a backup: the start is refused until "restored" was run, and then nothing that was used or ended is alive.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { one, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { refuseOlder, rememberLedger } from '../jobs/seen-ledger.ts'
import { sealLedger } from '../records/audit/seal-ledger.ts'
import { checkAuthenticator, newAuthenticatorSecret, storeAuthenticator } from '../records/factors/authenticator.ts'
import { insertPeriod } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addAdministrator, addOfficer } from '../testing/people.ts'
import { Secret, TOTP } from 'otpauth'
import { runCommand } from './run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-restored-'))
const service = await buildTestService({ DATA_FOLDER: folder })
const { deps, gateway } = service
afterAll(service.close)

const said: string[] = []
const io = {
  language: 'en',
  say: (line: string) => said.push(line),
  ask: async () => '',
  readFile: async () => '',
} as const
const restored = (...words: string[]) => runCommand(deps, io, ['restored', ...words])
const count = async (what: string) =>
  (await one(deps.db, sql.raw<{ n: number }>(`select count(*)::int4 as n from ${what}`))).n

test('sessions, codes, attempts, apps’ codes, recovery codes and open doors all end; the audit tells who did it', async () => {
  const who = await addOfficer(deps)
  const administrator = await addAdministrator(deps)
  const secret = newAuthenticatorSecret()
  await storeAuthenticator(deps.db, deps.secret, who.id, secret)
  await deps.db.executeQuery(
    sql`insert into recovery_codes (account_id, hash) values (${who.id}, 'x')`.compile(deps.db),
  )
  const scope = { kind: 'everyone' } as const
  await insertPeriod(deps.db, { scope, reason: 'Cổng hỏng', minutes: 60, openedBy: administrator.id })
  const reader = await signedIn(service, administrator.id)
  expect((await reader.get('/vi/console/standby')).statusCode).toBe(200)
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const { code } = gateway.codeFor(who.phone)

  expect(await restored()).toBe(1)
  expect(await restored('--by', 'Đỗ Minh Quân')).toBe(0)
  expect(said.at(-1)).toContain('1 session, 0 codes, 1 standby period, 1 recovery code.')
  expect((await reader.get('/vi/console/standby')).statusCode).toBe(303)
  expect((await browser.post('/vi/sign-in/code', { code })).statusCode).not.toBe(200)
  expect(await count('sessions where ended_at is null')).toBe(0)
  expect(await count('challenges where used_at is null and voided_at is null')).toBe(0)
  expect(await count('recovery_codes where voided_at is null')).toBe(0)
  expect(await count('standby_periods where closed_at is null')).toBe(0)
  expect(await count('provider_records')).toBe(0)
  const now = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  expect(await checkAuthenticator(deps.db, deps.secret, { accountId: who.id, code: now })).toBe(false)
  const row = await one(
    deps.db,
    sql<{ by: string }>`select detail ->> 'by' as by from audit_events where event = 'restored'`,
  )
  expect(row.by).toBe('Đỗ Minh Quân')
})

test('a node that saw more than the database holds refuses to start, until it was told that all is ended', async () => {
  while ((await sealLedger(deps.db)) > 0);
  await rememberLedger(deps)
  await refuseOlder(deps)
  const file = join(folder, 'ledger-seen.json')
  const seen = JSON.parse(readFileSync(file, 'utf8')) as { number: number; hash: string; at: string }
  // The same number, another history: as good as gone.
  writeFileSync(file, JSON.stringify({ ...seen, hash: 'of-the-time-that-was-lost' }))
  await expect(refuseOlder(deps)).rejects.toThrow('npm run account -- restored')
  expect(await restored('--by', 'Đỗ Minh Quân', '--keep-recovery-codes')).toBe(0)
  await refuseOlder(deps)
  writeFileSync(file, '{ half')
  await refuseOlder(deps)
})
