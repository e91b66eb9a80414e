// The server's commands: on the database, and through the socket of a running server.
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { listOpenPeriods } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { addAdministrator, addOfficer, officer } from '../testing/people.ts'
import { socketPath, startControlSocket } from './control-socket.ts'
import type { CliIo } from './io.ts'
import { findServer, throughServer } from './run-cli.ts'
import { runCommand } from './run-command.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

let admin: Awaited<ReturnType<typeof addAdministrator>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(
    deps.db,
    sql`update standby_periods set closed_at = clock_now() - interval '2 days', opened_at = clock_now() - interval '3 days', until = clock_now() - interval '2 days'`,
  )
  admin = await addAdministrator(deps)
  await addOfficer(deps, officer())
})

const sample = (name: string) => readFileSync(new URL(`../../../../samples/${name}`, import.meta.url), 'utf8')

/** A person at the terminal who types the code of their app when asked. */
function person(secret: string, files: Record<string, string> = {}, language: 'vi' | 'en' = 'vi') {
  const said: string[] = []
  const io: CliIo = {
    language,
    say: (line) => said.push(line),
    ask: async () => new TOTP({ secret: Secret.fromBase32(secret) }).generate(),
    readFile: async (path) => files[path] ?? Promise.reject(new Error('no such file')),
  }
  return { io, said }
}

const as = () => ['--as', admin.username]
const reason = ['--reason', 'Cổng không truy cập được']

test('an administrator opens, asks and closes', async () => {
  const { io, said } = person(admin.secret)
  expect(await runCommand(deps, io, ['standby', 'status'])).toBe(0)
  expect(said.pop()).toBe('Cửa dự phòng đang đóng.')
  expect(
    await runCommand(deps, io, ['standby', 'open', ...reason, ...as(), '--for', '30m', '--agency', 'H09.31']),
  ).toBe(0)
  expect(said.pop()).toMatch(/^Cửa dự phòng đã mở đến \d\d:\d\d/)
  const [period] = await listOpenPeriods(deps.db)
  expect(period).toMatchObject({ scope: 'agencies', opened_by: admin.id, reason: 'Cổng không truy cập được' })
  await runCommand(deps, io, ['standby', 'status'])
  expect(said.pop()).toContain('Đơn vị H09.31')
  await runCommand(deps, { ...io, language: 'en' }, ['standby', 'status'])
  expect(said.pop()).toContain('Agency H09.31')
  // A code of the app works once.
  expect(await runCommand(deps, io, ['standby', 'close', ...reason, ...as()])).toBe(1)
  expect(said.pop()).toContain('Tên hoặc mã chưa đúng')
  await shiftClock(deps.db, 0)
  const other = await addAdministrator(deps)
  const second = person(other.secret)
  expect(await runCommand(deps, second.io, ['standby', 'close', ...reason, '--as', other.username])).toBe(0)
  expect(second.said.pop()).toBe('Đã đóng 1 cửa.')
  expect(await listOpenPeriods(deps.db)).toEqual([])
})

test('limits: right codes never lock the command line; ten wrong ones do', async () => {
  const { io } = person(admin.secret)
  for (let i = 0; i < 12; i += 1) {
    await run(deps.db, sql`update authenticators set last_step = 0`)
    // Too short a reason: refused after the proof.
    await runCommand(deps, io, ['standby', 'open', '--reason', 'x', ...as()])
  }
  await run(deps.db, sql`update authenticators set last_step = 0`)
  expect(await runCommand(deps, io, ['standby', 'open', ...reason, ...as(), '--for', '30m'])).toBe(0)
  const guess = { ...io, ask: async () => '000000' }
  for (let i = 0; i < 10; i += 1) await runCommand(deps, guess, ['standby', 'close', ...reason, ...as()])
  await run(deps.db, sql`update authenticators set last_step = 0`)
  expect(await runCommand(deps, io, ['standby', 'close', ...reason, ...as()])).toBe(1)
})

test('the console’s own rules: the same person does not extend; break-glass opens for an hour at most and is told apart', async () => {
  const { io, said } = person(admin.secret)
  const glass = ['--break-glass', 'Nguyễn Trực: không liên lạc được quản trị']
  expect(await runCommand(deps, io, ['standby', 'open', ...reason, ...glass, '--for', '2h'])).toBe(1)
  expect(said.pop()).toContain('Thời gian mở từ 5 đến 60 phút')
  expect(await runCommand(deps, io, ['standby', 'open', ...reason, ...glass])).toBe(0)
  const told = await all(deps.db, sql`select event from audit_events where event = 'break-glass'`)
  expect(told).toHaveLength(1)
})

test.each([
  [['standby', 'open', '--as', 'x'], 'Nêu lý do|nêu lý do|Tên hoặc mã chưa đúng'],
  [['standby', 'open', ...reason], 'Cần --as'],
  [['standby', 'open', ...reason, '--break-glass', 'x', '--for', 'lâu'], '--for lâu'],
  [['standby', 'open', ...reason, '--break-glass', 'x', '--agency', 'H99'], 'Không có đơn vị với mã H99'],
  [['standby', 'open', ...reason, '--break-glass', 'x', '--person', '123456789012'], '--person thứ 1'],
  [['standby', 'open', '--break-glass', 'x', '--reason', 'ngắn'], 'ít nhất 10 ký tự'],
  [['standby', 'open', '--wrong'], 'Tham số chưa đúng'],
  [['standby', 'close', '00000000', ...reason, '--break-glass', 'x'], 'đã được đóng trước đó'],
  [['standby', 'close', ...reason, '--break-glass', 'x'], 'đang đóng'],
  [['officers', 'import'], 'Thiếu FILE.csv'],
  [['officers', 'import', 'none.csv'], 'Không đọc được tệp none.csv'],
  [['admin', 'add', '--user', 'X', '--name', 'Người Mới'], 'Tên đăng nhập gồm'],
  [['admin', 'add', '--user', 'nguoimoi'], 'Thiếu --name'],
  [['nonsense'], 'Không có lệnh “nonsense”'],
])('a wrong command says what is wrong: %j', async (argv, told) => {
  const { io, said } = person(admin.secret)
  expect(await runCommand(deps, io, argv)).toBe(1)
  expect(said.join('\n')).toMatch(new RegExp(told))
})

test('every command has help in both languages', async () => {
  for (const language of ['vi', 'en'] as const) {
    const { io, said } = person(admin.secret, {}, language)
    for (const name of [
      'standby open',
      'standby close',
      'standby status',
      'officers import',
      'agencies import',
      'admin add',
      'audit check',
    ])
      expect(await runCommand(deps, io, [...name.split(' '), '--help'])).toBe(0)
    expect(said).toHaveLength(7)
    expect(said.every((text) => text.includes('npm run account -- '))).toBe(true)
  }
})

test('lists go in, and a wrong one says every fault', async () => {
  const files = {
    'a.csv': sample('agencies.csv'),
    'o.csv': sample('officers.csv'),
    'w.csv': sample('officers-wrong.csv'),
  }
  const { io, said } = person(admin.secret, files)
  expect(await runCommand(deps, io, ['agencies', 'import', 'a.csv'])).toBe(0)
  expect([await runCommand(deps, io, ['officers', 'import', 'o.csv']), said.at(-1)]).toEqual([0, expect.anything()])
  expect(said.pop()).toContain('cán bộ mới')
  expect(await runCommand(deps, io, ['officers', 'import', 'w.csv'])).toBe(1)
  expect(said.pop()?.split('\n')).toHaveLength(16)
})

test('the audit chain is checked; a row changed behind its back is found', async () => {
  const { io, said } = person(admin.secret)
  expect(await runCommand(deps, io, ['audit', 'check'])).toBe(0)
  expect(said.pop()).toBe('Chuỗi nhật ký nguyên vẹn.')
  await run(deps.db, sql`alter table audit_events disable trigger audit_events_final`)
  await run(
    deps.db,
    sql`update audit_events set event = 'sign-in' where id = (select event_id from audit_ledger where number = 2)`,
  )
  expect(await runCommand(deps, io, ['audit', 'check'])).toBe(1)
  expect(said.pop()).toBe('Chuỗi nhật ký bị sửa từ dòng số 2.')
})

test('a new administrator’s password and secret work', async () => {
  const { io, said } = person(admin.secret)
  expect(await runCommand(deps, io, ['admin', 'add', '--user', 'nguoimoi', '--name', 'Người Mới'])).toBe(0)
  const value = (label: string) => said.find((line) => line.startsWith(label))?.split(': ')[1] ?? ''
  const [password, secret] = [value('Mật khẩu'), value('Khóa')]
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  const browser = service.browser()
  const answer = await browser.submit('/vi/console/sign-in', '/vi/console/sign-in', {
    username: 'nguoimoi',
    password,
    code,
  })
  expect(answer.statusCode).toBe(303)
  expect(await runCommand(deps, io, ['admin', 'add', '--user', 'nguoimoi', '--name', 'Người Khác'])).toBe(1)
  expect(said.pop()).toContain('đã có')
})

test('while the server runs, commands go through its socket: for its user alone, with questions and files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-cli-'))
  const stop = await startControlSocket({
    ...deps,
    config: { ...deps.config, DATA_FOLDER: folder, DATABASE_URL: undefined },
  })
  expect(statSync(socketPath(folder)).mode & 0o777).toBe(0o600)
  const { io, said } = person(admin.secret, { 'a.csv': sample('agencies.csv') })
  const through = async (argv: string[]) => {
    const server = await findServer(folder)
    return server ? throughServer(server, argv, io) : -1
  }
  expect(await through(['agencies', 'import', 'a.csv'])).toBe(0)
  expect(await through(['agencies', 'import', 'none.csv'])).toBe(1)
  expect(await through(['standby', 'open', ...reason, ...as()])).toBe(0)
  expect(said.at(-1)).toMatch(/^Cửa dự phòng đã mở/)
  await stop()
  expect(await findServer(folder)).toBeUndefined()
})
