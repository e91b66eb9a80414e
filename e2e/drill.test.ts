// A drill in the browser: planned at the console, opened by the service, an officer takes part from a portal session and by the standby door,
// it ends, and the report and readiness say so.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings, openBrowser, personAt } from './support/browser.ts'
import { appCode, codeOn, messagesOf } from './support/outside.ts'
import { anyEngine, startWorld, type World } from './support/world.ts'

const officer = { idNumber: '074189002274', phone: '0321401848' }

let world: World
let chromium: Browser
let admin: Awaited<ReturnType<typeof personAt>>
let counter: Awaited<ReturnType<typeof personAt>>

beforeAll(async () => {
  world = await startWorld(anyEngine)
  chromium = await openBrowser()
  admin = await personAt(chromium)
  counter = await personAt(chromium)
})
afterAll(async () => {
  await chromium.close()
  await world.stop()
})

const look = async (on: Page) => expect(await axeFindings(on)).toEqual([])
const button = (name: string, on: Page) => on.getByRole('button', { name, exact: true })
const link = (name: string, on: Page) => on.getByRole('link', { name, exact: true })

/** This very minute, in the province's time: the door then opens at once. A drill ends on the day on which it begins: at midnight it waits. */
async function windowNow() {
  const local = (minutes: number) => new Date(Date.now() + 7 * 3600_000 + minutes * 60_000).toISOString()
  while (local(6).slice(0, 10) !== local(0).slice(0, 10)) await new Promise((done) => setTimeout(done, 1000))
  return { date: local(0).slice(0, 10), from: local(0).slice(11, 16), to: local(6).slice(11, 16) }
}

test('an administrator plans a drill for this very minute, and its door opens by itself', async () => {
  const { page } = admin
  await page.goto(`${world.account}/vi/console/drills`)
  await page.getByLabel('Tên đăng nhập').fill('quantri1')
  await page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_ADMIN_PASSWORD'] ?? '')
  await page.getByLabel('Mã 6 số').fill(await appCode(world, 'quantri1'))
  await button('Đăng nhập', page).click()
  await page.getByText('Chưa có buổi diễn tập nào được lên lịch').waitFor()
  await look(page)
  await link('Lên lịch diễn tập', page).click()
  await look(page)
  const { date, from, to } = await windowNow()
  await page.locator('label.radio', { hasText: 'Toàn tỉnh' }).click()
  await page.getByLabel('Ngày').fill(date)
  await page.getByLabel('Từ giờ').fill(from)
  await page.getByLabel('Đến giờ').fill(to)
  await page.getByLabel('Mục đích').fill('Diễn tập định kỳ quý IV')
  await button('Lên lịch', page).click()
  await page.getByText('Đã lên lịch diễn tập').waitFor()
  await expect
    .poll(async () => {
      await page.goto(`${world.account}/vi/console/drills`)
      return page.locator('main').innerText()
    })
    .toContain('Đang diễn tập')
  await look(page)
  await page.goto(`${world.account}/vi/console/standby`)
  expect(await page.locator('main').innerText()).toContain('Cửa dự phòng đang đóng')
}, 600_000)

test('officers are told by SMS that it is a drill; the public feed knows of no opening', async () => {
  await expect
    .poll(async () => (await messagesOf(world, officer.phone)).map(({ text }) => text).join('\n'), { timeout: 60_000 })
    .toMatch(/dang dien tap cua du phong den \d\d:\d\d \(khong phai su co\)/i)
  const feed = (await (await fetch(`${world.account}/status/doors.json`)).json()) as { standby: string }
  expect(feed.standby).toBe('closed')
})

test('an officer takes part by the standby door; every page says that it is a drill', async () => {
  const { page } = counter
  await page.goto(`${world.account}/vi/my-account/drill`)
  await page.getByText('Đang diễn tập cửa dự phòng, đến').waitFor()
  await look(page)
  const before = (await messagesOf(world, officer.phone)).length
  await page.getByLabel('Số CMND/CCCD').fill(officer.idNumber)
  await page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_OFFICER_PASSWORD'] ?? '')
  await button('Đăng nhập', page).click()
  await page.getByText('Diễn tập, không phải sự cố').waitFor()
  await look(page)
  await page.getByLabel('Mã 6 số').fill(await codeOn(world, officer.phone, before))
  await button('Tiếp tục', page).click()
  await page.getByText('Bạn đã vào được bằng cửa dự phòng').waitFor()
  await look(page)
  await page.goto(`${world.account}/vi/my-account/info`)
  await page.getByText('Bạn đã vào được bằng cửa dự phòng').waitFor()
  await look(page)
  expect(counter.complaints).toEqual([])
})

test('it ends: the report says who came in and who did not, and readiness knows the sign-in', async () => {
  const { page } = admin
  await page.goto(`${world.account}/vi/console/drills`)
  expect(await page.locator('main').innerText()).toMatch(/1 trên \d+ cán bộ đã vào/)
  await link('Kết thúc ngay', page).click()
  await page.getByLabel('Lý do').fill('Đủ người đã tham gia')
  await look(page)
  await button('Kết thúc diễn tập', page).click()
  await page.getByText('Đã kết thúc buổi diễn tập').waitFor()
  await expect
    .poll(async () => {
      await page.goto(`${world.account}/vi/console/drills`)
      return page.locator('main').innerText()
    })
    .toMatch(/1\/\d+ vào được/)
  await page.locator('main table a').first().click()
  await page.getByText('Về buổi diễn tập đăng nhập dự phòng').waitFor()
  const report = await page.locator('main').innerText()
  for (const text of ['kết thúc sớm. Lý do: Đủ người đã tham gia', 'Không thử', 'không thử'])
    expect(report).toContain(text)
  expect(report).toMatch(/Đăng nhập được\s+1\s/)
  await look(page)
  await page.goto(`${world.account}/vi/console/readiness?lack=practice`)
  await look(page)
  await page.goto(`${world.account}/vi/console/standby`)
  expect(await page.locator('main').innerText()).toContain('Chưa có lần mở nào')
  expect(admin.complaints).toEqual([])
})
