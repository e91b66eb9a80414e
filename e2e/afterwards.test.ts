// After an outage, in a browser: the report to read, print and download; reconciliation by the next portal sign-in; the timeline.
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings, openBrowser, personAt } from './support/browser.ts'
import { appCode, codeOn, messagesOf, setFaults } from './support/outside.ts'
import { anyEngine, startWorld, type World } from './support/world.ts'

const hong = { idNumber: '074189002274', phone: '0321401848', name: 'Lý Thị Mỹ Hồng' }
let world: World
let chromium: Browser
let admin: Awaited<ReturnType<typeof personAt>>

beforeAll(async () => {
  world = await startWorld(anyEngine, { WATCH_EVERY: '5' })
  chromium = await openBrowser()
  admin = await personAt(chromium)
})
afterAll(async () => {
  await chromium.close()
  await world.stop()
})

const button = (name: string, on: Page) => on.getByRole('button', { name, exact: true })
const countOn = async () => (await messagesOf(world, hong.phone)).length
const portalIs = async (word: string) => {
  const portal = async () =>
    ((await (await fetch(`${world.account}/status/doors.json`)).json()) as { portal: string }).portal
  await expect.poll(portal, { timeout: 90_000, interval: 500 }).toBe(word)
}

test('an outage: the door is opened, an officer comes in, the door is closed', async () => {
  await setFaults(world, { portal: { mode: 'refuse' } })
  await portalIs('down')
  const { page } = admin
  await page.goto(`${world.account}/vi/console`)
  await page.getByLabel('Tên đăng nhập').fill('quantri1')
  await page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_ADMIN_PASSWORD'] ?? '')
  await page.getByLabel('Mã 6 số').fill(await appCode(world, 'quantri1'))
  await button('Đăng nhập', page).click()
  await page.waitForURL(/\/vi\/console\/standby/)
  await page.getByLabel('Lý do').fill('Cổng DVCQG không truy cập được')
  await button('Mở cửa', page).click()
  await page.getByText('Đã mở cửa dự phòng').waitFor()

  const officer = await personAt(chromium)
  const before = await countOn()
  await officer.page.goto(`${world.account}/vi/sign-in`)
  await officer.page.getByLabel('Số CMND/CCCD').fill(hong.idNumber)
  await officer.page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_OFFICER_PASSWORD'] ?? '')
  await button('Đăng nhập', officer.page).click()
  await officer.page.getByLabel('Mã 6 số').fill(await codeOn(world, hong.phone, before))
  await button('Tiếp tục', officer.page).click()
  await officer.page.waitForURL(/my-account/)
  await officer.context.close()

  await page.goto(`${world.account}/vi/console/standby`)
  await page.getByRole('link', { name: 'Đóng cửa' }).or(button('Đóng cửa', page)).first().click()
  await page.getByLabel('Lý do').first().fill('Cổng đã hoạt động lại bình thường')
  await button('Đóng cửa', page).last().click()
  await page.getByText('Đã đóng cửa dự phòng').waitFor()
  expect(admin.complaints).toEqual([])
})

test('the report made itself: read, printed without the console around it, downloaded as PDF and CSV', async () => {
  const { page } = admin
  await page.locator('table a[href$="/report"]').first().click()
  await expect
    .poll(async () => (await page.reload(), page.locator('main').innerText()), { timeout: 15_000 })
    .toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  const told = await page.locator('main').innerText()
  for (const text of [
    'Lần thăm dò đầu tiên thấy Cổng hỏng',
    'Hệ thống theo dõi kết luận: Cổng không truy cập được',
    'Bằng chứng lúc mở',
    'Cán bộ đầu tiên đăng nhập được',
    'Cổng đã hoạt động lại bình thường',
    'đã xác nhận 0/1 cán bộ',
  ])
    expect(told).toContain(text)
  expect(await axeFindings(page)).toEqual([])
  const [pdf] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải PDF' }).click()])
  expect(pdf.suggestedFilename()).toMatch(/^standby-\d{4}-\d\d-\d\d-\d{4}\.pdf$/)
  const file = readFileSync(await pdf.path())
  expect([file.subarray(0, 5).toString(), file.length > 20_000]).toEqual(['%PDF-', true])
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải danh sách đăng nhập' }).click(),
  ])
  expect(readFileSync(await csv.path(), 'utf8')).toContain(hong.name)
  await page.emulateMedia({ media: 'print' })
  expect([await page.locator('.app > nav').isVisible(), await button('In báo cáo', page).isVisible()]).toEqual([
    false,
    false,
  ])
  expect(await page.locator('.paper').isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
})

test('reconciliation: waiting, then confirmed by the officer’s next way through the portal', async () => {
  const { page } = admin
  await page.goto(`${world.account}/vi/console/reconciliation`)
  const row = page.locator('main section').last().locator('tbody tr').first().locator('td.num')
  expect(await row.allInnerTexts()).toEqual(['1', '0', '1', '0', '0', '0/0'])
  expect(await axeFindings(page)).toEqual([])
  await setFaults(world, { portal: { mode: 'up' } })
  await portalIs('ok')
  const officer = await personAt(chromium)
  await officer.page.goto(`${world.account}/vi/my-account/info`)
  await button('Đăng nhập bằng CDVCQG', officer.page).click()
  await officer.page.getByLabel('Số định danh, CMND hoặc mã số thuế').fill(hong.idNumber)
  await officer.page.getByLabel('Mật khẩu').fill('Cong@2023')
  const before = await countOn()
  await button('Đăng nhập', officer.page).click()
  await officer.page.getByLabel('Mã OTP').fill(await codeOn(world, hong.phone, before))
  await button('Xác nhận', officer.page).click()
  await officer.page.waitForURL(`${world.account}/vi/my-account/**`)
  await officer.context.close()
  await page.reload()
  expect(await row.allInnerTexts()).toEqual(['1', '1', '0', '0', '0', '0/0'])
})

test('the timeline draws under the strict policy, shows the opening, and says the same in its table', async () => {
  const { page } = admin
  await page.goto(`${world.account}/vi/console/timeline?range=1h`)
  await page.locator('.time-chart canvas').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await page.locator('main').innerText()).toContain('Cổng DVCQG không truy cập được')
  expect(await page.locator('main section').last().innerText()).toContain('Không truy cập được')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: '90 ngày' }).click()
  await page.locator('.time-chart canvas').waitFor()
  expect(admin.complaints).toEqual([])
})
