// The public look-up: what it tells, what it does not, and its two limits at their boundaries.
import { shiftClock } from '@motcua/db/clock.ts'
import { run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readCalendar } from '../../records/calendar/import-calendar.ts'
import { parseHours, usualHours } from '../../records/calendar/hours.ts'
import { moveDossier } from '../../records/dossiers/move-dossier.ts'
import { receiveDossier } from '../../records/dossiers/receive-dossier.ts'
import { application, formId, hanh } from '../../testing/desk-database.ts'
import { buildDossierDesk } from '../../testing/dossier-desk.ts'
import { maskName } from './mask-name.ts'

const desk = await buildDossierDesk()
const { db } = desk
afterAll(desk.close)

const calendar = await readCalendar(db, parseHours(usualHours))
const made = await receiveDossier(db, calendar, {
  actor: hanh,
  formId: formId(),
  procedureCode: '1.004873',
  application,
})
const code = made.ok ? made.code : ''
await moveDossier(db, calendar, { actor: hanh, code, version: 1, move: 'process', note: 'lời nhắn nội bộ', to: '' })

beforeEach(async () => {
  await shiftClock(db, 0)
  await run(db, sql`delete from look_up_limits`)
})

let addresses = 0
async function ask(fields: Record<string, string> = {}, address?: string) {
  const browser = await desk.browser()
  addresses += 1
  browser.address = address ?? `198.51.100.${addresses % 250}`
  return browser.submit('/vi/look-up', '/vi/look-up', { code, figures: '7781', ...fields })
}

test('the right figures tell status, due time and steps, and no personal data beyond a masked name', async () => {
  const { body, statusCode } = await ask()
  expect(statusCode).toBe(200)
  for (const text of [code, 'Đang xử lý', 'Được tiếp nhận', 'T•• V•• Bảo', 'UBND phường Phú Cường', 'Hẹn trả kết quả'])
    expect(body).toContain(text)
  for (const hidden of ['Trần Văn Bảo', '7781', '234567', 'Khu phố 3', 'Nguyễn Thị Hạnh', 'lời nhắn nội bộ'])
    expect(body).not.toContain(hidden)
})

test('small letters and spaces in the code are forgiven', async () => {
  expect((await ask({ code: ` ${code.toLowerCase()} ` })).statusCode).toBe(200)
})

test('an unknown code and wrong figures get one and the same page', async () => {
  const pages = [await ask({ figures: '0000' }), await ask({ code: '000.01.31.H09-200101-0001' })]
  expect(pages.map((page) => page.statusCode)).toEqual([422, 422])
  const plain = pages.map(({ body }) => body.replace(/value="[^"]*"/g, ''))
  expect(plain[0]).toBe(plain[1])
  expect(plain[0]).toContain('Không tìm thấy hồ sơ')
})

test.each([
  ['no code', { code: '' }, 'Mã hồ sơ có dạng'],
  ['a code of another shape', { code: 'HS-1' }, 'Mã hồ sơ có dạng'],
  ['three figures', { figures: '778' }, 'đúng 4 chữ số'],
  ['letters', { figures: '77a1' }, 'đúng 4 chữ số'],
])('%s is told at the field and counts as no try', async (_name, fields, text) => {
  for (let i = 0; i < 7; i += 1) {
    const answer = await ask(fields)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(text)
  }
  expect((await ask()).statusCode).toBe(200)
})

test('five wrong tries of a code in 15 minutes: the next waits, from any address, with the right figures too', async () => {
  for (let i = 0; i < 4; i += 1) expect((await ask({ figures: '0000' })).statusCode).toBe(422)
  expect((await ask()).statusCode).toBe(200)
  expect((await ask({ figures: '0000' })).statusCode).toBe(422)
  const locked = await ask()
  expect(locked.statusCode).toBe(429)
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(890)
  expect(locked.body).toContain('Hãy đợi 15 phút')
  await shiftClock(db, 15 * 60 - 5)
  expect((await ask()).statusCode).toBe(429)
  await shiftClock(db, 15 * 60 + 1)
  expect((await ask()).statusCode).toBe(200)
})

test('an unknown code locks just the same', async () => {
  const unknown = { code: '000.01.31.H09-200101-0001' }
  for (let i = 0; i < 5; i += 1) expect((await ask(unknown)).statusCode).toBe(422)
  expect((await ask(unknown)).statusCode).toBe(429)
})

test('right answers use up no tries of the code', async () => {
  for (let i = 0; i < 8; i += 1) expect((await ask()).statusCode).toBe(200)
})

test('ten wrong at once: exactly five are looked at', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask({ figures: '0000' })))
  const statuses = answers.map((answer) => answer.statusCode)
  expect([statuses.filter((s) => s === 422).length, statuses.filter((s) => s === 429).length]).toEqual([5, 5])
})

test('twenty tries a minute from an address: the next waits, other addresses do not', async () => {
  for (let i = 0; i < 20; i += 1) expect((await ask({}, '192.0.2.1')).statusCode).toBe(200)
  const limited = await ask({}, '192.0.2.1')
  expect(limited.statusCode).toBe(429)
  expect(Number(limited.headers['retry-after'])).toBeLessThanOrEqual(60)
  expect((await ask({}, '192.0.2.2')).statusCode).toBe(200)
  await shiftClock(db, 61)
  expect((await ask({}, '192.0.2.1')).statusCode).toBe(200)
})

test('the code of a QR code is filled in; nothing is told before the figures are', async () => {
  const { body } = await (await desk.browser()).get(`/vi/look-up?code=${code}`)
  expect(body).toContain(`value="${code}"`)
  expect(body).not.toContain('Đang xử lý')
})

test('an officer finds the way back to work; the public is not shown it', async () => {
  const officer = await (await desk.browser(hanh)).get('/vi/look-up')
  expect(officer.body).toContain('href="/vi/dossiers"')
  expect((await (await desk.browser()).get('/vi/look-up')).body).not.toContain('href="/vi/dossiers"')
})

test('names are masked but for the last word', () => {
  expect(maskName('Nguyễn Thị Hạnh')).toBe('N•• T•• Hạnh')
  expect(maskName('Đỗ  Nghĩa')).toBe('Đ•• Nghĩa')
  expect(maskName('Hạnh')).toBe('H••')
})
