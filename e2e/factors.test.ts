// Ways that need no message, in a browser: a passkey on Chromium's virtual authenticator and an authenticator app, added and used at
// the standby door with SMS down; and an administrator who comes in by a passkey alone.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appCodeOf } from './support/app-code.ts'
import { axeFindings, openBrowser, personAt } from './support/browser.ts'
import { appCode, codeOn, messagesOf, setFaults } from './support/outside.ts'
import { startWorld, type World } from './support/world.ts'

const officer = { idNumber: '074189002274', phone: '0321401848' }

let world: World
let chromium: Browser
let counter: Awaited<ReturnType<typeof personAt>>
let page: Page

beforeAll(async () => {
  world = await startWorld('embedded')
  chromium = await openBrowser()
  counter = await personAt(chromium)
  page = counter.page
})
afterAll(async () => {
  await chromium.close()
  await world.stop()
})

const look = async (on: Page = page) => expect(await axeFindings(on)).toEqual([])
const button = (name: string, on: Page = page) => on.getByRole('button', { name, exact: true })
const link = (name: string, on: Page = page) => on.getByRole('link', { name, exact: true })

/** A device with a screen lock that always says yes. */
async function giveDevice(on: Page): Promise<void> {
  const session = await on.context().newCDPSession(on)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function enterPassword(): Promise<void> {
  await page.goto(`${world.account}/vi/sign-in`)
  await page.getByLabel('Số CMND/CCCD').fill(officer.idNumber)
  await page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_OFFICER_PASSWORD'] ?? '')
  await button('Đăng nhập').click()
}

async function signOut(): Promise<void> {
  await page.goto(`${world.account}/vi/my-account/info`)
  await button('Đăng xuất').click()
  await page.waitForURL(/\/vi\/sign-in/)
}

const isIn = (on: Page = page) => on.waitForURL(/\/vi\/my-account\/info/)

test('an administrator adds a passkey, comes back by it alone, and opens the door', async () => {
  const admin = await personAt(chromium)
  const at = admin.page
  await giveDevice(at)
  await at.goto(`${world.account}/vi/console/my-ways`)
  await look(at)
  await at.getByLabel('Tên đăng nhập').fill('quantri1')
  await at.getByLabel('Mật khẩu').fill(world.settings['TRIAL_ADMIN_PASSWORD'] ?? '')
  await at.getByLabel('Mã 6 số').fill(await appCode(world, 'quantri1'))
  await button('Đăng nhập', at).click()
  await at.getByText('Chưa có khóa nào').waitFor()
  await look(at)
  await link('Thêm khóa', at).click()
  await at.getByLabel('Tên khóa').fill('Máy trực')
  await look(at)
  await button('Tạo khóa', at).click()
  await at.getByText('Đã thêm khóa truy cập').waitFor()
  await look(at)
  await button('Đăng xuất', at).click()
  await at.goto(`${world.account}/vi/console/standby`)
  await button('Đăng nhập bằng khóa truy cập (passkey)', at).click()
  await at.getByLabel('Lý do').fill('Cổng DVCQG không truy cập được từ 07:26')
  await button('Mở cửa', at).click()
  await at.getByText('Đã mở cửa dự phòng').waitFor()
  expect(admin.complaints).toEqual([])
  await admin.context.close()
})

test('an officer adds a passkey and signs in with it at the standby door', async () => {
  await giveDevice(page)
  await enterPassword()
  await page.getByLabel('Mã 6 số').fill(await codeOn(world, officer.phone))
  await button('Tiếp tục').click()
  await isIn()
  await page.getByRole('navigation').getByRole('link', { name: 'Cách xác thực' }).click()
  await page.getByText('Tin nhắn là cách yếu nhất').waitFor()
  await look()
  await link('Thêm khóa').click()
  await page.getByLabel('Tên khóa').fill('Máy quầy số 3')
  await look()
  await button('Tạo khóa').click()
  await page.getByText('Đã thêm khóa truy cập').waitFor()
  expect(await page.locator('main').innerText()).toContain('Máy quầy số 3')
  await look()
  await expect.poll(async () => (await messagesOf(world, officer.phone)).at(-1)?.text ?? '').toMatch(/passkey/)
  await signOut()
  await setFaults(world, { sms: { esms: { mode: 'drop' } } })
  await enterPassword()
  await link('Cách khác').click()
  await look()
  await link('Dùng khóa truy cập (passkey)').click()
  await look()
  await button('Dùng khóa truy cập').click()
  await isIn()
})

test('the app too; what is asked first is the person’s choice, and then no message is sent', async () => {
  await page.goto(`${world.account}/vi/my-account/ways`)
  await link('Thêm').click()
  const secret = (await page.locator('code').innerText()).trim()
  await page.getByLabel('Mã 6 số').fill('000000')
  await look()
  await page.getByLabel('Mã 6 số').fill(appCodeOf(secret, -1))
  await button('Xác nhận').click()
  await page.getByText('Đã thêm ứng dụng xác thực').waitFor()
  await button('Dùng cách này trước').first().click()
  await page.getByText('Đã chọn cách dùng trước').waitFor()
  await look()
  await signOut()
  const before = (await messagesOf(world, officer.phone)).length
  await enterPassword()
  await page.getByRole('heading', { name: 'Mã của ứng dụng xác thực' }).waitFor()
  await look()
  await page.getByLabel('Mã 6 số').fill(appCodeOf(secret))
  await button('Tiếp tục').click()
  await isIn()
  expect(await messagesOf(world, officer.phone)).toHaveLength(before)
})

test('one way is removed, after the page has asked', async () => {
  await page.goto(`${world.account}/vi/my-account/ways`)
  await link('Xóa khóa Máy quầy số 3').click()
  await look()
  await button('Xóa').click()
  await page.getByText('Các phiên đăng nhập khác của bạn đã kết thúc').waitFor()
  expect(await page.locator('main').innerText()).not.toContain('Máy quầy số 3')
  expect(counter.complaints).toEqual([])
})

test('without JavaScript the page says what a passkey needs, and the other ways work', async () => {
  const plain = await personAt(chromium, { javaScriptEnabled: false })
  await plain.page.goto(`${world.account}/vi/console/sign-in`)
  expect(await plain.page.locator('main').innerText()).toContain('Hãy dùng cách khác nếu không thấy nút')
  expect(await button('Đăng nhập bằng khóa truy cập (passkey)', plain.page).count()).toBe(0)
  await plain.context.close()
})
