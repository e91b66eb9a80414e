// The standby door at the console, in browsers: readiness, two administrators who act at the same time, and automatic opening seen through
// from the portal's first fault to its recovery.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings, openBrowser, personAt } from './support/browser.ts'
import { appCode, setFaults } from './support/outside.ts'
import { anyEngine, startWorld, type World } from './support/world.ts'

type Person = Awaited<ReturnType<typeof personAt>>

let world: World
let chromium: Browser
let quan: Person
let trang: Person

beforeAll(async () => {
  world = await startWorld(anyEngine, { WATCH_EVERY: '5', POLICY_HEALTHY: '10' })
  chromium = await openBrowser()
  quan = await signedIn('quantri1', 'TRIAL_ADMIN_PASSWORD')
  trang = await signedIn('quantri2', 'TRIAL_SECOND_ADMIN_PASSWORD')
})
afterAll(async () => {
  await chromium.close()
  await world.stop()
})

const look = async (on: Page) => expect(await axeFindings(on)).toEqual([])
const button = (name: string, on: Page) => on.getByRole('button', { name, exact: true })
const textOf = (on: Page) => on.locator('main').innerText()

async function signedIn(user: string, password: string): Promise<Person> {
  const person = await personAt(chromium)
  const { page } = person
  await page.goto(`${world.account}/vi/console`)
  await page.getByLabel('Tên đăng nhập').fill(user)
  await page.getByLabel('Mật khẩu').fill(world.settings[password] ?? '')
  await page.getByLabel('Mã 6 số').fill(await appCode(world, user))
  await button('Đăng nhập', page).click()
  await page.waitForURL(/\/vi\/console\/standby/)
  return person
}

type Doors = { portal: string; standby: string; until: string | null }

/** Waits for the public feed to say so; gives how many seconds that took. */
async function untilDoors(as: Partial<Doors>, seconds: number): Promise<number> {
  const began = performance.now()
  const told = async () => (await (await fetch(`${world.account}/status/doors.json`)).json()) as Doors
  await expect.poll(told, { timeout: seconds * 1000, interval: 250 }).toMatchObject(as)
  return (performance.now() - began) / 1000
}

const goTo = (who: Person, path: string) => who.page.goto(`${world.account}/vi/console${path}`)

async function extend({ page }: Person, minutes: string, lookAt: (on: Page) => Promise<void> = async () => {}) {
  await page.goto(`${world.account}/vi/console/standby`)
  await page.getByRole('link', { name: 'Gia hạn' }).first().click()
  await page.getByLabel('Mở thêm bao nhiêu phút').fill(minutes)
  await page.getByLabel('Lý do').fill('Cổng vẫn chưa gửi được mã, còn hồ sơ chờ')
  await lookAt(page)
  await button('Gia hạn', page).click()
}

test('readiness: the forecast, an agency’s people, the list to take along', async () => {
  const { page } = quan
  await goTo(quan, '/readiness')
  expect(await textOf(page)).toMatch(/\d+ trên \d+ cán bộ không làm việc được/)
  await look(page)
  await page.locator('main a[href*="agency="]').first().click()
  await page.waitForURL(/agency=/)
  await look(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href*="/readiness/export"]').click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
})

test('two administrators open at once: the second reads who did it and when; then extends, and the first cannot', async () => {
  for (const who of [quan, trang]) {
    await goTo(who, '/standby')
    await who.page.getByLabel('Lý do').fill('Cổng DVCQG không gửi được mã từ 07:26')
  }
  await button('Mở cửa', quan.page).click()
  await quan.page.getByText('Đã mở cửa dự phòng').waitFor()
  await button('Mở cửa', trang.page).click()
  await trang.page.getByText(/Cửa đã được Đỗ Minh Quân mở lúc \d\d:\d\d/).waitFor()
  await look(trang.page)

  await extend(quan, '30')
  await quan.page.getByText('cần một quản trị viên thứ hai').waitFor()
  await extend(trang, '120', look)
  await trang.page.getByText('Đã gia hạn').waitFor()
  expect(await textOf(trang.page)).toContain('Bùi Thu Trang gia hạn')
  await look(trang.page)
  const { until } = (await (await fetch(`${world.account}/status/doors.json`)).json()) as Doors
  expect((Date.parse(until ?? '') - Date.now()) / 60_000).toBeGreaterThan(118)

  await goTo(quan, '/standby')
  await quan.page.getByRole('link', { name: 'Đóng cửa' }).or(button('Đóng cửa', quan.page)).first().click()
  await quan.page.getByLabel('Lý do').first().fill('Cổng đã hoạt động lại bình thường')
  await button('Đóng cửa', quan.page).last().click()
  await quan.page.getByText('Đã đóng cửa dự phòng').waitFor()
})

test('one administrator proposes automatic opening, another agrees; alone nobody can', async () => {
  await goTo(quan, '/policies')
  await button('Đề nghị', quan.page).click()
  await quan.page.getByText('Cần một quản trị viên khác đồng ý').waitFor()
  await look(quan.page)
  expect(await button('Đồng ý', quan.page).count()).toBe(0)
  await goTo(trang, '/policies')
  await button('Đồng ý', trang.page).click()
  await trang.page.getByText('Mở tự động đã có hiệu lực').waitFor()
  await look(trang.page)
})

test('fault refuse: the door is open within 90 s without anybody, and closed again when the portal has been well', async () => {
  await untilDoors({ portal: 'ok', standby: 'closed' }, 20)
  await setFaults(world, { portal: { mode: 'refuse' } })
  const seen = await untilDoors({ portal: 'down' }, 60)
  expect(await (await fetch(`${world.account}/vi/sign-in`)).text()).toContain('Cửa dự phòng đang đóng. Hãy gọi')
  const opened = await untilDoors({ standby: 'open' }, 60)
  expect(seen + opened).toBeLessThan(90)
  await goTo(quan, '/standby')
  expect(await textOf(quan.page)).toContain('Hệ thống (mở tự động) mở lúc')
  await look(quan.page)
  const officer = await personAt(chromium)
  await officer.page.goto(`${world.account}/vi/sign-in`)
  expect(await officer.page.getByLabel('Số CMND/CCCD').isVisible()).toBe(true)
  await officer.context.close()

  await setFaults(world, { portal: { mode: 'up' } })
  await untilDoors({ portal: 'ok', standby: 'closed' }, 90)
  await goTo(quan, '/standby')
  const past = await textOf(quan.page)
  expect(past).toContain('Cửa dự phòng đang đóng')
  expect(past).toContain('Hệ thống (mở tự động) đóng')
  await look(quan.page)
  await goTo(quan, '/policies')
  await button('Chấm dứt', quan.page).click()
  await quan.page.getByText('Đã chấm dứt').waitFor()
  for (const who of [quan, trang]) expect(who.complaints).toEqual([])
}, 240_000)
