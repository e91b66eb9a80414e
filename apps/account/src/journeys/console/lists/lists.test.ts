// Lists taken in at the console: check first, all or nothing, with a fresh proof.
import { readFileSync } from 'node:fs'
import { all, one, sql } from '@motcua/db/query.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { findOfficerByIdNumber } from '../../../records/accounts/store.ts'
import { listSessions } from '../../../records/sessions/store.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn } from '../../../testing/console-browser.ts'
import { addAdministrator, addAgencies, ageProof } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)
await addAgencies(deps)

const page = '/vi/console/lists/officers'
const head = 'id_number,old_id_number,name,agency_code,role,phone,email,rights'
const row = (number: string, role = 'officer', rights = 'receive') =>
  `${number},,Trần Văn Nhập,H09.31,${role},0901234111,nhap@example.vn,${rights}`
const listOf = (...rows: string[]) => `${head}\n${rows.join('\n')}\n`
let admin: Awaited<ReturnType<typeof addAdministrator>>
let browser: Browser
let number: string
beforeEach(async () => {
  await sql`delete from phones`.execute(deps.db)
  admin = await addAdministrator(deps)
  browser = await signedIn(service, admin.id)
  await browser.get(page)
  number = `074${String(Math.random()).slice(2, 11)}`
})

const send = (csv: string, act: string, more: Record<string, string> = {}, to = page) =>
  browser.submit(to, to, { csv, act, ...more })
const imports = () => all(deps.db, sql`select 1 from audit_events where event = 'officers-imported'`)

test('a check tells what the list would do and saves nothing; the import does it, with an audit row and who did it', async () => {
  const checked = await send(listOf(row(number)), 'check')
  expect(checked.statusCode).toBe(200)
  expect(checked.body).toContain('Danh sách đúng, chưa có gì được lưu')
  expect(checked.body).toContain('1 người mới, 0 người đã có')
  expect(checked.body).toContain(number)
  expect(await findOfficerByIdNumber(deps.db, number)).toBeUndefined()
  const done = await send(listOf(row(number)), 'import')
  expect([done.statusCode, done.headers.location]).toEqual([303, `${page}?done=1.0.0`])
  expect((await browser.get(`${page}?done=1.0.0`)).body).toContain('Đã nhập danh sách')
  expect(await findOfficerByIdNumber(deps.db, number)).toMatchObject({ name: 'Trần Văn Nhập', agency_code: 'H09.31' })
  const audit = await one(
    deps.db,
    sql`select actor_id, detail from audit_events where event = 'officers-imported' order by at desc limit 1`,
  )
  expect(audit).toEqual({ actor_id: admin.id, detail: { added: 1, renewed: 0, moved: 0 } })
})

test('a list that gives somebody another role says so before it is taken in', async () => {
  await send(listOf(row(number)), 'import')
  const promoted = await send(listOf(row(number, 'unit-admin')), 'check')
  expect(promoted.body).toContain('trong đó 1 người đổi vai trò, quyền hoặc đơn vị')
  const same = await send(listOf(row(number)), 'check')
  expect(same.body).toContain('trong đó 0 người đổi vai trò')
})

test('whose rights, role or agency a list changes is signed out everywhere; whoever stays as they are is not', async () => {
  const other = `075${number.slice(3)}`
  const stays = row(other).replace('0901234111', '0901234112')
  await send(listOf(row(number, 'officer', 'receive approve'), stays), 'import')
  const [moved, same] = [await findOfficerByIdNumber(deps.db, number), await findOfficerByIdNumber(deps.db, other)]
  const browsers = [
    await signedIn(service, moved?.id ?? '', 'portal'),
    await signedIn(service, same?.id ?? '', 'portal'),
  ]
  const living = async () => [
    (await listSessions(deps.db, moved?.id ?? '')).length,
    (await listSessions(deps.db, same?.id ?? '')).length,
  ]
  expect(await living()).toEqual([1, 1])
  await send(listOf(row(number), stays), 'check')
  expect(await living()).toEqual([1, 1])
  await send(listOf(row(number), stays), 'import')
  expect(await living()).toEqual([0, 1])
  const answers = await Promise.all(browsers.map((theirs) => theirs.get('/vi/my-account/info')))
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 200])
})

test('faults are told by line, what was pasted stays, nothing goes in', async () => {
  const before = await imports()
  const answer = await send(listOf(row(number), row('12', 'chief')), 'import')
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('Có 3 chỗ sai, chưa có gì được lưu')
  expect(answer.body).toContain('Dòng 3: Số CCCD có 12 chữ số')
  expect(answer.body).toContain(number)
  expect(await findOfficerByIdNumber(deps.db, number)).toBeUndefined()
  expect(await imports()).toEqual(before)
})

test('without a list, and with a text that is none', async () => {
  expect((await send('  ', 'import')).body).toContain('Hãy dán hoặc chọn một danh sách')
  const answer = await send('a,b\n1,2\n', 'check')
  expect([answer.statusCode, answer.body.includes('Thiếu cột: id_number')]).toEqual([422, true])
})

test('taking in needs a fresh proof, given in the same form; checking does not', async () => {
  await ageProof(deps, admin.id, 301)
  expect((await send(listOf(row(number)), 'check')).statusCode).toBe(200)
  const refused = await send(listOf(row(number)), 'import', { password: admin.password, code: '000000' })
  expect([refused.statusCode, refused.body.includes(number)]).toEqual([422, true])
  const code = await codeOf(deps, admin.secret)
  expect((await send(listOf(row(number)), 'import', { password: admin.password, code })).statusCode).toBe(303)
})

test('two imports of the same list at once add everybody once', async () => {
  const answers = await Promise.all([send(listOf(row(number)), 'import'), send(listOf(row(number)), 'import')])
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303])
  expect(await all(deps.db, sql`select 1 from accounts where id_number = ${number}`)).toHaveLength(1)
})

test('a list of a whole province fits, a larger text is refused as too large', async () => {
  const agencies = readFileSync(new URL('../../../../../../samples/agencies.csv', import.meta.url), 'utf8')
  const officers = readFileSync(new URL('../../../../../../samples/officers.csv', import.meta.url), 'utf8')
  const places = await send(agencies, 'import', {}, '/vi/console/lists/agencies')
  expect(places.headers.location).toBe('/vi/console/lists/agencies?done=122')
  expect((await browser.get('/vi/console/lists/agencies?done=122')).body).toContain('122 đơn vị')
  expect((await send(officers, 'check')).statusCode).toBe(200)
  expect((await send('x'.repeat(4 * 1024 * 1024), 'check')).statusCode).toBe(413)
})
