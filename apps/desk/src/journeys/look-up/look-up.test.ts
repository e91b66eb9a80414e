// The public look-up: what it tells, what it does not, and its two limits at their boundaries.
import { shiftClock, stopClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readCalendar } from '../../records/calendar/import-calendar.ts'
import { parseHours, usualHours } from '../../records/calendar/hours.ts'
import { moveDossier } from '../../records/dossiers/move-dossier.ts'
import type { Move } from '../../records/dossiers/moves.ts'
import { receiveDossier } from '../../records/dossiers/receive-dossier.ts'
import { application, formId, hanh, huy } from '../../testing/desk-database.ts'
import { momentSaid, momentTold } from '../../web/dossier-words.ts'
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

/** A dossier of its own after these moves; `late` of them, counted from the end, are made when it is due by a second. */
async function dossierAfter(moves: readonly Move[], late = 0) {
  const order = { actor: hanh, formId: formId(), procedureCode: '1.004873', application }
  const received = await receiveDossier(db, calendar, order)
  const own = received.ok ? received.code : ''
  const { due } = await one(db, sql<{ due: Date }>`select due_at as due from dossiers where code = ${own}`)
  for (const [i, move] of moves.entries()) {
    if (i === moves.length - late) await stopClock(db, after(due, 1))
    const actor = move === 'stop' ? huy : hanh
    const moved = await moveDossier(db, calendar, { actor, code: own, version: i + 1, move, note: 'lý do', to: '' })
    expect(moved.ok).toBe(true)
  }
  const page = async (at: Date, language: 'vi' | 'en' = 'vi') => {
    await stopClock(db, at)
    const browser = await desk.browser()
    browser.address = '198.51.100.251'
    await run(db, sql`delete from look_up_limits`)
    const path = `/${language}/look-up`
    return (await browser.submit(path, path, { code: own, figures: '7781' })).body
  }
  return { due, page }
}

const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)
const dueRow = /Hẹn trả kết quả<\/dt>/

test('overdue from the second after its due time: since when, what one may ask for, and whom', async () => {
  const { due, page } = await dossierAfter(['process'])
  expect(await page(due)).not.toContain('quá hạn')
  const late = await page(after(due, 1))
  for (const text of [
    'Hồ sơ đã quá hạn trả kết quả',
    `Hạn trả kết quả là ${momentTold('vi', due)},`,
    'hẹn lại ngày trả kết quả',
    'Hãy gọi 0274 0000 024 (07:30–17:00), hoặc đến',
  ])
    expect(late).toContain(text)
  expect(late).not.toContain('Cần hỏi thêm')
  const english = await page(after(due, 1), 'en')
  expect(english).toContain('This dossier is overdue')
  expect(english).toContain(`The result was due at ${momentTold('en', due)} and is not ready yet`)
  expect(english).toContain('Call 0274 0000 024 (07:30–17:00), or go to')
  const { phone } = await one(
    db,
    sql<{ phone: string }>`select help_phone as phone from agencies where code = ${hanh.agency}`,
  )
  await run(db, sql`update agencies set help_phone = '' where code = ${hanh.agency}`)
  const nobody = await page(after(due, 1))
  await run(db, sql`update agencies set help_phone = ${phone} where code = ${hanh.agency}`)
  expect([nobody.includes('Hãy đến Bộ phận'), nobody.includes('Hãy gọi')]).toEqual([true, false])
})

test('one that waits for its papers is paused, however late; one that waits for the payment says so', async () => {
  const papers = await dossierAfter(['process', 'ask-supplement'])
  const paused = await papers.page(after(papers.due, 86_400))
  expect([paused.includes('Tạm dừng tính giờ'), paused.includes('quá hạn')]).toEqual([true, false])
  await shiftClock(db, 0)
  const payment = await dossierAfter(['process', 'ask-payment'])
  const unpaid = await payment.page(after(payment.due, 1))
  expect(unpaid).toContain('Hồ sơ đang chờ bạn thực hiện nghĩa vụ tài chính')
  expect(unpaid).not.toContain('cho biết lý do')
})

test.each([
  [['process', 'finish'], 0, false],
  [['process', 'finish', 'return-result'], 1, false],
  [['process', 'finish'], 1, true],
  [['process', 'finish', 'return-result'], 2, true],
] as [Move[], number, boolean][])('after %j, %i of them late: said to be late %s', async (moves, late, isSaid) => {
  const { due, page } = await dossierAfter(moves, late)
  const body = await page(after(due, 86_400))
  expect(body).not.toContain('quá hạn')
  expect(body.includes(`${momentSaid('vi', after(due, 1))}, sau thời gian hẹn trả`)).toBe(isSaid)
  expect(body).toMatch(dueRow)
})

test.each([[['withdraw']], [['process', 'ask-supplement', 'withdraw']], [['process', 'stop']]] as [Move[]][])(
  'after %j no result will come: none is due, paused or overdue',
  async (moves) => {
    const { due, page } = await dossierAfter(moves)
    const body = await page(after(due, 86_400))
    for (const text of [dueRow, /Tạm dừng tính giờ/, /quá hạn/]) expect(body).not.toMatch(text)
  },
)

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
