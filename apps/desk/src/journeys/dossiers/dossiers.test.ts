// A dossier's life at the desk, through its pages: received, moved, searched, printed; and every refusal on the way.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { readQrCode } from '@motcua/web/testing/read-qr-code.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { hanh, huy, ward } from '../../testing/desk-database.ts'
import { hiddenFields } from '@motcua/web/testing/browser.ts'
import { buildDossierDesk, fieldsOf } from '../../testing/dossier-desk.ts'
import type { Actor } from '../../records/dossiers/store.ts'
import { words } from './messages.ts'
import { seedDossiers } from '../../records/samples/seed-dossiers.ts'

const desk = await buildDossierDesk()
const { db } = desk
afterAll(desk.close)
beforeEach(async () => {
  await shiftClock(db, 0)
  await run(db, sql`delete from drafts`)
})

const filled = {
  procedure: '1.004873',
  channel: '1',
  applicant_kind: 'citizen',
  applicant_name: 'Đỗ Hữu  Nghĩa',
  applicant_id_number: '074 085 007 781',
  applicant_phone: '0901 234 567',
  applicant_email: '',
  applicant_address: 'Khu phố 3, phường Phú Cường',
  'paper-0': 'yes',
  'paper-0-kind': 'original',
  'paper-0-count': '1',
  sets: '1',
  result_way: 'counter',
  note: '',
}

async function receive(actor: Actor = hanh, fields: Record<string, string> = {}) {
  const browser = await desk.browser(actor)
  return { browser, answer: await browser.submit('/vi/dossiers/new', '/vi/dossiers/new', { ...filled, ...fields }) }
}

async function received(actor: Actor = hanh) {
  const { browser, answer } = await receive(actor)
  const code = /dossiers\/([^?]+)/.exec(String(answer.headers.location))?.[1]
  if (!code) throw new Error(`not received: ${answer.statusCode} ${answer.body}`)
  return { browser, code, page: `/vi/dossiers/${code}` }
}

test('received, processed, supplemented, finished, returned; the history tells through which door', async () => {
  const { browser, code, page } = await received({ ...hanh, door: 'standby', periodId: 'period-1' })
  const fresh = await browser.get(`${page}?done=received`)
  expect(fresh.body).toContain('Đã tiếp nhận hồ sơ')
  expect(fresh.body).toContain('Đỗ Hữu Nghĩa')
  expect(fresh.body).toContain('đăng nhập qua cửa dự phòng')
  for (const [move, fields] of [
    ['process', {}],
    ['ask-supplement', { note: 'Thiếu bản sao quyết định ly hôn' }],
    ['supplement-arrived', {}],
    ['finish', {}],
    ['return-result', {}],
  ] as const) {
    const from = move === 'ask-supplement' ? `${page}/${move}` : page
    const answer = await browser.submit(from, `${page}/${move}`, fields)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${page}?done=${move}`])
  }
  const end = await (await desk.browser(huy)).get(page)
  expect(end.body).toContain('Đã trả kết quả')
  expect(end.body).toContain('Thiếu bản sao quyết định ly hôn')
  expect(end.body).toContain('Bạn không có việc cần làm')
  const doors = await all(
    db,
    sql<{ door: string; period_id: string }>`select m.door, m.period_id from dossier_moves m
    join dossiers d on d.id = m.dossier_id where d.code = ${code}`,
  )
  expect(doors).toHaveLength(6)
  expect(new Set(doors.map((row) => `${row.door} ${row.period_id}`))).toEqual(new Set(['standby period-1']))
})

test('the form sent twice makes one dossier', async () => {
  const browser = await desk.browser(hanh)
  const hidden = await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  const answers = await Promise.all([1, 2, 3].map(() => browser.post('/vi/dossiers/new', { ...hidden, ...filled })))
  expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1)
})

const wrongFields: [string, Record<string, string>, string][] = [
  ['no procedure', { procedure: '' }, 'Hãy chọn thủ tục.'],
  ['a procedure of another level', { procedure: '1.009994' }, 'Hãy chọn thủ tục.'],
  ['no name', { applicant_name: '  ' }, 'Hãy nhập họ và tên'],
  ['a wrong ID number', { applicant_id_number: '0740850077' }, 'CMND có 9 số'],
  ['a wrong tax number', { applicant_kind: 'organisation' }, 'Mã số thuế có 10 hoặc 13 số.'],
  ['a landline', { applicant_phone: '0274 382 1111' }, 'Hãy nhập số di động'],
  ['a wrong e-mail', { applicant_email: 'bao@' }, 'Địa chỉ thư này chưa đúng'],
  ['no address', { applicant_address: '' }, 'Hãy nhập địa chỉ'],
  ['no paper', { 'paper-0': '' }, 'Hãy đánh dấu ít nhất một giấy tờ'],
  ['a hundred copies', { 'paper-0-count': '100' }, 'Hãy đánh dấu ít nhất một giấy tờ'],
  ['no sets', { sets: '0' }, 'Số bộ từ 1 đến 99.'],
  ['an unknown way', { result_way: 'pigeon' }, 'Hãy chọn cách nhận kết quả.'],
  ['an unknown channel', { channel: '2' }, 'Hãy chọn cách hồ sơ đến.'],
  ['an unknown kind of person', { applicant_kind: 'robot' }, 'Hãy chọn cá nhân hoặc tổ chức.'],
]
test.each(wrongFields)(
  'reception: %s is told at the field, what was typed stays, nothing is received',
  async (_name, fields, text) => {
    const before = await one(db, sql<{ n: number }>`select count(*)::int4 as n from dossiers`)
    const { answer } = await receive(hanh, { note: 'lời ghi còn nguyên', ...fields })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(text)
    expect(answer.body).toContain('Xin kiểm tra lại')
    if (!('procedure' in fields)) expect(answer.body).toContain('lời ghi còn nguyên')
    expect(await one(db, sql`select count(*)::int4 as n from dossiers`)).toEqual(before)
  },
)

test('an e-mail address that was pasted with a blank around it is taken', async () => {
  const { answer } = await receive(hanh, { applicant_email: ' nghia@example.vn ' })
  const code = /dossiers\/([^?]+)/.exec(String(answer.headers.location))?.[1]
  const kept = await one(db, sql`select applicant_email from dossiers where code = ${code ?? ''}`)
  expect(kept).toEqual({ applicant_email: 'nghia@example.vn' })
})

test('an organisation with its tax number, by post, with another paper', async () => {
  const { answer, browser } = await receive(hanh, {
    applicant_kind: 'organisation',
    applicant_id_number: '3700-123456',
    other_paper: 'Giấy ủy quyền',
    channel: '3',
  })
  const shown = await browser.get(String(answer.headers.location))
  expect(shown.body).toContain('3700123456')
  expect(shown.body).toContain('Giấy ủy quyền')
})

test('the draft: kept by the script, by choosing a procedure, and by a form that came too late; gone once received', async () => {
  const browser = await desk.browser(hanh)
  const hidden = await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  const quiet = await browser.post('/vi/dossiers/draft', {
    ...hidden,
    ...filled,
    applicant_name: 'Nháp Một',
    do: 'save',
  })
  expect(quiet.statusCode).toBe(204)
  const chosen = await browser.post('/vi/dossiers/draft', {
    ...hidden,
    ...filled,
    applicant_name: 'Nháp Hai',
    hacked: 'x',
  })
  expect(chosen.headers.location).toBe('/vi/dossiers/new?chosen=1')
  expect((await browser.get('/vi/dossiers/new?chosen=1')).body).not.toContain('Đã mở lại bản nháp')
  const shown = await browser.get('/vi/dossiers/new')
  expect(shown.body).toContain('value="Nháp Hai"')
  expect(shown.body).toContain('Đã mở lại bản nháp')
  await shiftClock(db, 15 * 60 + 1)
  const late = await browser.post('/vi/dossiers/new', { ...hidden, ...filled, applicant_name: 'Nháp Ba' })
  expect(late.headers.location).toContain('/oidc/auth')
  await shiftClock(db, 0)
  const again = await desk.browser(hanh)
  expect((await again.get('/vi/dossiers/new')).body).toContain('value="Nháp Ba"')
  expect((await again.submit('/vi/dossiers/new', '/vi/dossiers/new', filled)).statusCode).toBe(303)
  expect((await again.get('/vi/dossiers/new')).body).not.toContain('Đã mở lại bản nháp')
  const { fields } = await one(db, sql<{ fields: number }>`select count(*)::int4 as fields from drafts`)
  expect(fields).toBe(0)
})

test('a form that somebody else has used is not taken, and the page says so', async () => {
  const hers = await desk.browser(hanh)
  const { form_id = '' } = await fieldsOf(hers, '/vi/dossiers/new', '/vi/dossiers/new')
  expect((await hers.submit('/vi/dossiers/new', '/vi/dossiers/new', { ...filled, form_id })).statusCode).toBe(303)
  const { answer } = await receive({ ...hanh, sub: 'another' }, { form_id })
  expect([answer.statusCode, answer.body.includes('Biểu mẫu này đã được dùng')]).toEqual([409, true])
  expect(answer.body).toContain('Khu phố 3, phường Phú Cường')
})

test('a draft is thrown away on demand', async () => {
  const browser = await desk.browser(hanh)
  await browser.submit('/vi/dossiers/new', '/vi/dossiers/draft', {
    ...filled,
    form_id: crypto.randomUUID(),
    ...(await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')),
  })
  const hidden = await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  await browser.post('/vi/dossiers/draft', { ...hidden, do: 'discard' })
  expect((await browser.get('/vi/dossiers/new')).body).not.toContain('Đã mở lại bản nháp')
})

test('a form without its id, or with a broken one, is no form of ours', async () => {
  const browser = await desk.browser(hanh)
  const { _token = '' } = await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  for (const path of ['/vi/dossiers/new', '/vi/dossiers/draft'])
    expect((await browser.post(path, { ...filled, _token, form_id: 'x' })).statusCode).toBe(400)
})

test('rights: without them a page is refused, a move is not offered, and not carried out', async () => {
  const reader = await desk.browser({ ...hanh, sub: 'reader', rights: ['return'] })
  expect((await reader.get('/vi/dossiers/new')).statusCode).toBe(403)
  const { code, page } = await received()
  const shown = await reader.get(page)
  expect(shown.statusCode).toBe(200)
  expect(shown.body).not.toContain(`${page}/process`)
  const { _token = '' } = await fieldsOf(reader, '/vi/dossiers', '/vi/dossiers/search')
  const pressed = await reader.post(`${page}/process`, { _token, version: '1' })
  expect([pressed.statusCode, pressed.body.includes(words.vi.refusals['no-right'])]).toEqual([403, true])
  expect(await one(db, sql`select version from dossiers where code = ${code}`)).toEqual({ version: 1 })
})

test('no session: to the sign-in; another agency: not there; an unknown code: not there', async () => {
  const { page } = await received()
  expect((await (await desk.browser()).get(page)).statusCode).toBe(303)
  const stranger = await desk.browser({ ...hanh, sub: 'xuan', agency: 'H09.31.02' })
  for (const path of [page, `${page}/receipt`, `${page}/process`, '/vi/dossiers/000.00.00.H09-261123-9999'])
    expect((await stranger.get(path)).statusCode).toBe(404)
  const { _token = '' } = await fieldsOf(stranger, '/vi/dossiers', '/vi/dossiers/search')
  expect((await stranger.post(`${page}/process`, { _token, version: '1' })).statusCode).toBe(404)
})

test('somebody was quicker: 409 names who, what and when, and shows the dossier as it is', async () => {
  const { browser, page } = await received()
  const mine = await fieldsOf(browser, page, `${page}/process`)
  const other = await desk.browser({ ...huy, rights: ['process', 'approve'] })
  expect((await other.submit(page, `${page}/process`)).statusCode).toBe(303)
  const late = await browser.post(`${page}/hand-over`, { ...mine, to: '' })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('Phạm Quốc Huy đã thực hiện “Bắt đầu xử lý” lúc')
  expect(late.body).toContain('Hãy xem lại hồ sơ bên dưới rồi thao tác tiếp nếu cần.')
  expect(late.body).toContain('Đang xử lý')
})

test('the same button pressed twice has one effect', async () => {
  const { browser, code, page } = await received()
  const fields = await fieldsOf(browser, page, `${page}/process`)
  const answers = await Promise.all([1, 2].map(() => browser.post(`${page}/process`, fields)))
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303])
  expect(await one(db, sql`select version from dossiers where code = ${code}`)).toEqual({ version: 2 })
})

test('refusals of a move: no reason, an unknown colleague, the wrong status, not the holder, no version', async () => {
  const { browser, page } = await received()
  const hidden = await fieldsOf(browser, page, `${page}/process`)
  const noColleague = await browser.post(`${page}/hand-over`, { ...hidden, to: 'nobody', note: 'lời nhắn' })
  expect(noColleague.statusCode).toBe(422)
  expect(noColleague.body).toContain('không có trong đơn vị')
  expect(noColleague.body).toContain('lời nhắn')
  const early = await browser.post(`${page}/finish`, hidden)
  expect([early.statusCode, early.body.includes('Hồ sơ đang ở trạng thái khác')]).toEqual([409, true])
  expect((await browser.get(`${page}/ask-supplement`)).statusCode).toBe(409)
  expect((await browser.post(`${page}/process`, { ...hidden, version: 'x' })).statusCode).toBe(400)
  await browser.post(`${page}/process`, hidden)
  const noReason = await browser.post(`${page}/ask-supplement`, { ...hidden, version: '2', note: '  ' })
  expect(noReason.statusCode).toBe(422)
  expect(noReason.body).toContain('Hãy nêu rõ lý do.')
  const colleague = await desk.browser({ ...hanh, sub: 'other', name: 'Người Khác' })
  const notMine = await colleague.post(`${page}/finish`, {
    ...(await fieldsOf(colleague, '/vi/dossiers', '/vi/dossiers/search')),
    version: '2',
  })
  expect(notMine.statusCode).toBe(403)
  expect(notMine.body).toContain('người khác giữ')
  expect((await colleague.get(`${page}/hand-over`)).statusCode).toBe(403)
})

test('handed over to a colleague who has signed in, who then finds it among theirs', async () => {
  const other = await desk.browser(huy)
  await other.get('/vi/dossiers')
  const { browser, code, page } = await received()
  const form = await browser.get(`${page}/hand-over`)
  expect(form.body).toContain('Phạm Quốc Huy')
  expect(
    (await browser.submit(`${page}/hand-over`, `${page}/hand-over`, { to: huy.sub, note: 'Nhờ anh xem giúp' }))
      .statusCode,
  ).toBe(303)
  expect((await other.get('/vi/dossiers')).body).toContain(code)
  expect((await browser.get('/vi/dossiers')).body).not.toContain(code)
})

test('the second request for a supplement is warned of, and the dossier says that it counts as overdue', async () => {
  const { browser, page } = await received()
  await browser.submit(page, `${page}/process`)
  await browser.submit(`${page}/ask-supplement`, `${page}/ask-supplement`, { note: 'một' })
  await browser.submit(page, `${page}/supplement-arrived`)
  expect((await browser.get(`${page}/ask-supplement`)).body).toContain('Hồ sơ này đã có yêu cầu bổ sung trước đó')
  await browser.submit(`${page}/ask-supplement`, `${page}/ask-supplement`, { note: 'hai' })
  expect((await browser.get(page)).body).toContain('Tính là quá hạn')
})

test('the receipt: form 01 with the national heading, due time, papers, a QR code of the look-up, two signatures', async () => {
  const { browser, code, page } = await received()
  const receipt = await browser.get(`${page}/receipt`)
  expect(receipt.statusCode).toBe(200)
  for (const text of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'UBND phường Phú Cường',
    '3 ngày làm việc',
    '15.000 đồng',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    'Nguyễn Thị Hạnh',
    code,
    `http://localhost:4001/vi/look-up?code=${code}`,
  ])
    expect(receipt.body).toContain(text)
  expect(readQrCode(receipt.body)).toBe(`http://localhost:4001/vi/look-up?code=${code}`)
  expect(receipt.body).not.toContain('style=')
})

test('the worklist: scopes, tabs with counts, search by code, name without marks, and paging', async () => {
  await run(db, sql`truncate dossiers, dossier_moves, received_forms, dossier_numbers cascade`)
  await seedDossiers(db)
  await run(db, sql`delete from colleagues`)
  const browser = await desk.browser(hanh)
  const mine = await browser.get('/vi/dossiers')
  expect(mine.body).toContain('Đang giữ · 8')
  expect(mine.body).toContain('Sắp đến hạn · 2')
  const agency = await browser.get('/vi/dossiers?of=agency')
  expect(agency.body).toContain('Chờ tiếp nhận · 2')
  expect(agency.body).toContain('Chờ trả kết quả · 3')
  const codes = (html: string) => [...new Set([...html.matchAll(/dossiers\/(000[^"/?]+)"/g)].map((match) => match[1]))]
  const { n: overdue } = await one(
    db,
    sql<{ n: number }>`select count(*)::int4 as n from dossiers
    where agency_code = ${ward} and status in (2, 4, 6) and due_at < clock_now()`,
  )
  expect(codes((await browser.get('/vi/dossiers?of=agency&view=overdue')).body)).toHaveLength(overdue)
  expect(codes((await browser.get('/vi/dossiers?of=agency&view=closed')).body)).toHaveLength(6)
  expect(codes((await browser.get('/vi/dossiers?of=agency&status=5')).body)).toHaveLength(1)
  const [code = ''] = codes(mine.body)
  expect(codes((await browser.get(`/vi/dossiers?of=agency&q=${code.toLowerCase()}`)).body)).toEqual([code])
  expect((await browser.get('/vi/dossiers?of=agency&q=do%20huu%20nghia')).body).toContain('Đỗ Hữu Nghĩa')
  expect((await browser.get(`/en/dossiers?of=agency&q=${code}`)).body).toContain('1 dossier matches')
  expect((await browser.get('/en/dossiers?of=agency&q=000.')).body).toMatch(/\d\d dossiers match /)
  expect((await browser.get('/vi/dossiers?of=agency&q=%25_')).body).toContain('Không có hồ sơ nào ở đây')
  expect((await browser.get('/vi/dossiers?of=nobody&view=x&status=77&page=-1')).body).toContain('Đang giữ · 8')
  const hidden = () => fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  for (let i = 0; i < 14; i += 1) await browser.post('/vi/dossiers/new', { ...(await hidden()), ...filled })
  const first = await browser.get('/vi/dossiers')
  expect([codes(first.body).length, first.body.includes('Trang 1/2')]).toEqual([20, true])
  expect(codes((await browser.get('/vi/dossiers?page=2')).body)).toHaveLength(2)
})

test('a text search goes into the address; a personal number never does', async () => {
  const browser = await desk.browser(hanh)
  const text = await browser.submit('/vi/dossiers', '/vi/dossiers/search', { q: 'Nghĩa', status: '4', of: 'agency' })
  expect(text.headers.location).toBe('/vi/dossiers?of=agency&status=4&q=Ngh%C4%A9a')
  for (const q of ['074085007781', '074 085 007 781', '0901 234 567', '+84901234567']) {
    const answer = await browser.submit('/vi/dossiers', '/vi/dossiers/search', { q })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('Đỗ Hữu Nghĩa')
    expect(answer.body).not.toContain('074085007781')
    expect(answer.body).not.toContain('074 085 007 781')
  }
  const none = await browser.submit('/vi/dossiers', '/vi/dossiers/search', { q: '999999999' })
  expect(none.body).toContain('Không có hồ sơ nào ở đây')
})

test('the officer’s agency by its English name in English, by the Vietnamese one where the desk’s list has none', async () => {
  const browser = await desk.browser(hanh)
  const stranger = await desk.browser({ ...hanh, agency: 'H99.01' })
  const vi = 'UBND phường Phú Cường'
  for (const page of ['dossiers', 'dossiers/new']) {
    const said = async (from: typeof browser, language: string) => {
      const { body } = await from.get(`/${language}/${page}`)
      return [body.includes(vi), /People(?:'|&#39;)s Committee of Phú Cường Ward/.test(body)]
    }
    expect([await said(browser, 'vi'), await said(browser, 'en'), await said(stranger, 'en')]).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
  }
})

test('no page has Vietnamese words in English, inline styles or scripts', async () => {
  const { browser, page } = await received()
  for (const path of [
    '/dossiers',
    '/dossiers?of=agency',
    '/dossiers/new?procedure=1.004873',
    page.slice(3),
    `${page.slice(3)}/hand-over`,
    `${page.slice(3)}/receipt`,
  ]) {
    const { body, statusCode } = await browser.get(`/en${path}`)
    expect(statusCode).toBe(200)
    expect(body).not.toMatch(/ style="|<script>/)
    // The receipt is a Vietnamese paper in either language.
    if (!path.endsWith('receipt')) expect(body).not.toMatch(/Tiếp nhận hồ sơ|Đang xử lý|Hạn trả/)
  }
})

test('the form of one dossier, gone back to and filled for somebody else, says so and makes a second one when sent again', async () => {
  const browser = await desk.browser(hanh)
  const used = await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  const first = await browser.post('/vi/dossiers/new', { ...used, ...filled })
  const other = { ...filled, applicant_name: 'Người Đến Sau', applicant_id_number: '074085007782' }
  const again = await browser.post('/vi/dossiers/new', { ...used, ...other })
  expect(again.statusCode).toBe(409)
  expect(again.body).toContain('Biểu mẫu này đã được dùng')
  expect(again.body).toContain('value="Người Đến Sau"')
  const fresh = hiddenFields(again.body, '/vi/dossiers/new')
  const answers = await Promise.all([1, 2].map(() => browser.post('/vi/dossiers/new', { ...fresh, ...other })))
  expect(answers[0]?.headers.location).toBe(answers[1]?.headers.location)
  expect(answers[0]?.headers.location).not.toBe(first.headers.location)
  expect((await browser.get(String(answers[0]?.headers.location))).body).toContain('Người Đến Sau')
})

test('a stale form with another colleague or another reason is not taken for the order that was carried out', async () => {
  const others = [huy, { ...huy, sub: 'colleague-three', name: 'Lê Văn Ba' }]
  for (const other of others) await (await desk.browser(other)).get('/vi/dossiers')
  const { browser, code, page } = await received()
  const seen = await fieldsOf(browser, `${page}/hand-over`, `${page}/hand-over`)
  const order = (to: string, note = 'xem giúp') => browser.post(`${page}/hand-over`, { ...seen, to, note })
  expect((await order(huy.sub)).statusCode).toBe(303)
  expect((await order(huy.sub)).statusCode).toBe(303)
  const stale = [await order('colleague-three'), await order(''), await order(huy.sub, 'lời khác')]
  expect(stale.map((answer) => answer.statusCode)).toEqual([409, 409, 409])
  expect(stale[0]?.body).toContain('Nguyễn Thị Hạnh đã thực hiện “')
  expect(await one(db, sql`select holder_name, version from dossiers where code = ${code}`)).toEqual({
    holder_name: huy.name,
    version: 2,
  })
})

test('a version beyond all numbers is a wrong request, not a bug', async () => {
  const { browser, page } = await received()
  const seen = await fieldsOf(browser, page, `${page}/process`)
  for (const version of ['2147483647', '2147483648', '9007199254740991', '1e15'])
    expect((await browser.post(`${page}/process`, { ...seen, version })).statusCode).toBe(400)
})

test('a note of full length keeps every line: browsers send a line’s end as two characters and count one', async () => {
  const note = `${'a'.repeat(480)}\n`.repeat(2) + 'c'.repeat(38)
  const sent = note.replace(/\n/g, '\r\n')
  expect(note).toHaveLength(1000)
  const { answer, browser } = await receive(hanh, { note: sent })
  const page = String(answer.headers.location).split('?')[0]
  const code = page?.split('/').at(-1)
  expect(await one(db, sql`select note from dossiers where code = ${code}`)).toEqual({ note })
  expect((await browser.submit(`${page}/hand-over`, `${page}/hand-over`, { to: '', note: sent })).statusCode).toBe(303)
  const move = sql`select m.note from dossier_moves m join dossiers d on d.id = m.dossier_id where d.code = ${code} and m.version = 2`
  expect(await one(db, move)).toEqual({ note })
})

test('a tax number that looks like a phone number finds its organisation, and stays out of the address', async () => {
  const company = {
    applicant_kind: 'organisation',
    applicant_name: 'Công ty Sông Bé',
    applicant_id_number: '0301234567',
  }
  const { browser } = await receive(hanh, company)
  const found = await browser.submit('/vi/dossiers', '/vi/dossiers/search', { q: '0301234567' })
  expect([found.statusCode, found.body.includes('Công ty Sông Bé')]).toEqual([200, true])
})

test.each([
  'CCCD 074085007781',
  'CCCD: 074 085 007 781',
  '074085007781 Nghĩa',
  '(0901) 234 567',
  'SĐT 0901.234.567;',
  '‭074085007781‬',
])('a personal number with something around it is found, and stays out of the address: %s', async (q) => {
  await receive()
  const browser = await desk.browser(hanh)
  const found = await browser.submit('/vi/dossiers', '/vi/dossiers/search', { q })
  expect([found.statusCode, found.body.includes('Đỗ Hữu Nghĩa')]).toEqual([200, true])
})

test('a code, whole or in part, is searched as a code', async () => {
  const { browser, code } = await received()
  for (const q of [code, code.slice(4), code.slice(-11), code.slice(0, 15)]) {
    const answer = await browser.submit('/vi/dossiers', '/vi/dossiers/search', { q })
    expect(answer.headers.location).toBe(`/vi/dossiers?q=${q}`)
  }
})

test('a page past the last one leads to the first: the list has become shorter since', async () => {
  const browser = await desk.browser(hanh)
  await receive()
  const answer = await browser.get('/vi/dossiers?of=agency&q=1.004873&page=900')
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/vi/dossiers?of=agency&q=1.004873'])
  expect((await browser.get('/vi/dossiers?of=agency&q=nobody-has-this')).statusCode).toBe(200)
})

test('receiving one form leaves the draft of another', async () => {
  const browser = await desk.browser(hanh)
  const first = await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  const second = await fieldsOf(browser, '/vi/dossiers/new', '/vi/dossiers/new')
  expect(second['form_id']).not.toBe(first['form_id'])
  await browser.post('/vi/dossiers/draft', { ...second, ...filled, applicant_name: 'Người Đang Chờ', do: 'save' })
  expect((await browser.post('/vi/dossiers/new', { ...first, ...filled })).statusCode).toBe(303)
  expect((await browser.get('/vi/dossiers/new')).body).toContain('value="Người Đang Chờ"')
})

test('the receipt of an online dossier whose papers came later is signed by whoever took them', async () => {
  const { code, page, browser } = await received()
  const asOnline = sql`update dossiers set status = 1, holder_sub = null, holder_name = null, received_at = null, due_at = null where code = ${code}`
  await run(db, asOnline)
  const row = sql`update dossier_moves set move = 'register', to_status = 1, by_name = 'Cổng Dịch vụ công'
    where dossier_id = (select id from dossiers where code = ${code})`
  await run(db, row)
  await browser.submit(`${page}/ask-supplement`, `${page}/ask-supplement`, { note: 'Thiếu giấy tờ' })
  await (await desk.browser(huy)).submit(page, `${page}/supplement-arrived`)
  const receipt = await browser.get(`${page}/receipt`)
  expect(receipt.body).toContain(`<span>${huy.name}</span>`)
  expect(receipt.body).not.toContain('Cổng Dịch vụ công')
})
