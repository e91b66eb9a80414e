// Reset requests at the console: approved or declined, once.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { askJointly } from '../../../records/joint-requests/store.ts'
import { askForApproval, hasApproval } from '../../../records/resets/store.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addAdministrator, addOfficer, ageProof, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const page = '/vi/console/requests'
let admin: Awaited<ReturnType<typeof addAdministrator>>
let person: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
let id: string
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  for (const table of ['reset_requests', 'joint_requests']) await sql`delete from ${sql.table(table)}`.execute(deps.db)
  admin = await addAdministrator(deps)
  person = await addOfficer(deps)
  browser = await signedIn(service, admin.id)
  await askForApproval(deps.db, person.id)
  ;[{ id }] = (await all(deps.db, sql<{ id: string }>`select id from reset_requests`)) as [{ id: string }]
})

const decide = (decision: string, from = browser) => from.submit(page, page, { id, decision })

test('the list shows who asks; the menu counts them; approved, the person has 60 minutes', async () => {
  const shown = await browser.get(page)
  expect(shown.body).toContain(person.name)
  expect(shown.body).toContain('<span class="chip care">1</span>')
  expect((await decide('approve')).headers.location).toBe(`${page}?done=approved`)
  expect(await hasApproval(deps.db, person.id)).toBe(true)
  await shiftClock(deps.db, 3600 - 5)
  expect(await hasApproval(deps.db, person.id)).toBe(true)
  await shiftClock(deps.db, 3601)
  expect(await hasApproval(deps.db, person.id)).toBe(false)
  await shiftClock(deps.db, 0)
  expect((await browser.get(page)).body).toContain('Không có yêu cầu nào đang chờ')
})

test('both lists name the agency in the page’s language, in Vietnamese where it has no English name', async () => {
  await askJointly(deps.db, { accountId: person.id, kind: 'new-number', number: '+84901234567' })
  const unit = await signedIn(service, (await addOfficer(deps, officer({ role: 'unit-admin' }))).id, 'portal')
  const named = async (language: 'vi' | 'en') => {
    const pages = [
      (await browser.get(`/${language}/console/requests`)).body,
      (await unit.get(`/${language}/my-account/approvals`)).body,
    ]
    return pages.map((body) => body.match(/<td>(?:Đơn vị|Agency) H09\.31\.01(?=<\/td>)/g)?.map((cell) => cell.slice(4)))
  }
  const twice = (name: string) => [
    [name, name],
    [name, name],
  ]
  expect(await named('en')).toEqual(twice('Agency H09.31.01'))
  expect(await named('vi')).toEqual(twice('Đơn vị H09.31.01'))
  await sql`update agencies set name_en = '' where code = 'H09.31.01'`.execute(deps.db)
  expect(await named('en')).toEqual(twice('Đơn vị H09.31.01'))
})

test('declined: no approval, and it is audited with who did it', async () => {
  expect((await decide('decline')).headers.location).toBe(`${page}?done=declined`)
  expect(await hasApproval(deps.db, person.id)).toBe(false)
  const rows = await all(
    deps.db,
    sql<{ event: string; actor_id: string }>`select event, actor_id from audit_events where account_id = ${person.id}`,
  )
  expect(rows).toEqual([{ event: 'reset-declined', actor_id: admin.id }])
})

test('two decide at once: one counts, the other is told', async () => {
  const other = await signedIn(service, (await addAdministrator(deps)).id)
  const tokens = [await tokenOn(browser, page), await tokenOn(other, page)] as const
  const answers = await Promise.all([
    browser.post(page, { _token: tokens[0], id, decision: 'approve' }),
    other.post(page, { _token: tokens[1], id, decision: 'decline' }),
  ])
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 409])
  expect(answers.find((answer) => answer.statusCode === 409)?.body).toContain('Yêu cầu này đã được xử lý.')
  const rows = await all(
    deps.db,
    sql`select 1 from audit_events where account_id = ${person.id} and event like 'reset-%'`,
  )
  expect(rows.length).toBe(1)
})

test('a proof older than 5 minutes goes to the confirm page first, and nothing is decided', async () => {
  await ageProof(deps, admin.id, 301)
  expect((await decide('approve')).headers.location).toBe(
    `/vi/console/confirm?next=${encodeURIComponent('/console/requests')}`,
  )
  expect(await hasApproval(deps.db, person.id)).toBe(false)
})

test('a decision that is none, an id that is none', async () => {
  expect((await decide('maybe')).statusCode).toBe(422)
  const token = await tokenOn(browser, page)
  expect((await browser.post(page, { _token: token, id: 'x', decision: 'approve' })).statusCode).toBe(409)
})

test('an auditor sees the list without buttons and cannot decide', async () => {
  const reader = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
  const shown = await reader.get(page)
  expect([shown.body.includes(person.name), shown.body.includes('value="approve"')]).toEqual([true, false])
  const forced = await reader.post(page, { _token: await tokenOn(reader, page), id, decision: 'approve' })
  expect(forced.statusCode).toBe(403)
})
