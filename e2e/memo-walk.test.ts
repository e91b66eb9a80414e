// The memo's sections 1–4 and the outage day, walked in a browser against the three running apps, on both databases.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, openBrowser, personAt } from './support/browser.ts'
import { appCode, codeOn, messagesOf, setFaults } from './support/outside.ts'
import { type Engine, startWorld, type World } from './support/world.ts'

const engines: Engine[] = process.env['TEST_DATABASE_URL'] ? ['embedded', 'postgresql'] : ['embedded']
const hanh = { idNumber: '074185001234', oldIdNumber: '281000043', phone: '0901234926', name: 'Nguyễn Thị Hạnh' }
const password = 'Quầy-Mở-2846!'

describe.each(engines)('on the %s database', (engine) => {
  let world: World
  let chromium: Browser
  let officer: Awaited<ReturnType<typeof personAt>>
  let page: Page

  beforeAll(async () => {
    world = await startWorld(engine)
    chromium = await openBrowser()
    officer = await personAt(chromium)
    page = officer.page
  })
  afterAll(async () => {
    await chromium.close()
    await world.stop()
  })

  /** Every page on the way is held to WCAG 2.2 AA. */
  const look = async (on: Page = page) => expect(await axeFindings(on)).toEqual([])
  const button = (name: string, on: Page = page) => on.getByRole('button', { name, exact: true })
  const notRobot = async (on: Page = page) => {
    await on.getByLabel('Tôi không phải là người máy').click()
    await on.getByText('Đã kiểm tra').waitFor()
  }
  const countOn = async (phone: string) => (await messagesOf(world, phone)).length

  test('memo 1: Đăng ký OTP', async () => {
    await page.goto(`${world.account}/vi/my-account/info`)
    await page.waitForURL(/\/vi\/sign-in/)
    await expect.poll(() => page.locator('body').innerText()).toContain('HỆ THỐNG CHÍNH QUYỀN ĐIỆN TỬ')
    await look()
    await button('Đăng nhập bằng CDVCQG').click()
    await page.waitForURL(/oauth2|authenticationendpoint|sign-in/)
    await page.getByLabel('Số định danh, CMND hoặc mã số thuế').fill(hanh.idNumber)
    await page.getByLabel('Mật khẩu').fill('Cong@2023')
    await button('Đăng nhập').click()
    await page.getByLabel('Mã OTP').fill(await codeOn(world, hanh.phone))
    await button('Xác nhận').click()
    await page.waitForURL(`${world.account}/vi/my-account/info`)
    expect(await page.locator('main').innerText()).toContain(hanh.name)
    await look()
    await page.getByRole('navigation').getByRole('link', { name: 'Đăng ký OTP' }).click()
    await page.getByRole('radio').first().check()
    await notRobot()
    await look()
    const before = await countOn(hanh.phone)
    await button('Đăng ký').click()
    await page.getByLabel('Mã 6 số').fill(await codeOn(world, hanh.phone, before))
    await look()
    await button('Tiếp tục').click()
    await expect.poll(() => page.locator('main').innerText()).toMatch(/([A-Z2-9]{4}-){3}[A-Z2-9]{4}/)
    await look()
    await page.goto(`${world.account}/vi/my-account/info`)
    await button('Đăng xuất').click()
    await page.waitForURL(/\/vi\/sign-in/)
    await look()
  })

  test('memo 2: a password, through “Quên mật khẩu?”', async () => {
    await page.goto(`${world.account}/vi/my-account/info`)
    await page.getByRole('link', { name: 'Quên mật khẩu?' }).click()
    await page.getByLabel('Tài khoản').fill(hanh.oldIdNumber)
    await notRobot()
    await look()
    const before = await countOn(hanh.phone)
    await button('Tiếp tục').click()
    await page.waitForURL(/reset-password/)
    expect(await page.locator('main').innerText()).toContain('8 đến 50 ký tự')
    await page.getByLabel('Mã xác thực').fill(await codeOn(world, hanh.phone, before))
    await page.getByLabel('Mật khẩu mới').fill(password)
    await page.getByLabel('Xác nhận mật khẩu').fill(password)
    await notRobot()
    await look()
    await button('Đồng ý').click()
    await page.waitForURL(/sign-in\?done=password-set/)
  })

  test('the portal goes dark: the officer is told within seconds, by name of whom to call', async () => {
    await setFaults(world, { portal: { mode: 'refuse' } })
    const fresh = await personAt(chromium)
    await fresh.page.goto(world.desk)
    await fresh.page.waitForURL(/sign-in/)
    const started = Date.now()
    await button('Đăng nhập bằng CDVCQG', fresh.page).click()
    await fresh.page.getByText('hiện không truy cập được').first().waitFor()
    expect(Date.now() - started).toBeLessThan(4000)
    await look(fresh.page)
    await fresh.page.getByLabel('Số CMND/CCCD').fill(hanh.idNumber)
    await fresh.page.getByLabel('Mật khẩu').fill(password)
    await button('Đăng nhập', fresh.page).click()
    await fresh.page.getByText('Cửa dự phòng đang đóng').first().waitFor()
    await fresh.context.close()
  })

  test('07:31: an administrator opens the standby door', async () => {
    const admin = await personAt(chromium)
    await admin.page.goto(`${world.account}/vi/console`)
    await admin.page.getByLabel('Tên đăng nhập').fill('quantri1')
    await admin.page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_ADMIN_PASSWORD'] ?? '')
    await admin.page.getByLabel('Mã 6 số').fill(await appCode(world, 'quantri1'))
    await look(admin.page)
    await button('Đăng nhập', admin.page).click()
    await admin.page.waitForURL(/\/vi\/console/)
    await look(admin.page)
    await admin.page.goto(`${world.account}/vi/console/standby`)
    await admin.page.getByLabel('Lý do').fill('Cổng DVCQG không truy cập được từ 07:26')
    await button('Mở cửa', admin.page).click()
    await admin.page.getByText('Đã mở cửa dự phòng').waitFor()
    await look(admin.page)
    expect(admin.complaints).toEqual([])
    await admin.context.close()
  })

  test('memo 3: direct sign-in at the one-stop site, and a dossier from receipt to result', async () => {
    const counter = await personAt(chromium)
    const at = counter.page
    await at.goto(world.desk)
    await at.waitForURL(/\/vi\/sign-in/)
    expect(await at.locator('main').innerText()).toContain('Một cửa điện tử')
    const before = await countOn(hanh.phone)
    await at.getByLabel('Số CMND/CCCD').fill(hanh.oldIdNumber)
    await at.getByLabel('Mật khẩu').fill(password)
    await look(at)
    await button('Đăng nhập', at).click()
    await at.getByLabel('Mã 6 số').fill(await codeOn(world, hanh.phone, before))
    await look(at)
    await button('Tiếp tục', at).click()
    await at.waitForURL(`${world.desk}/vi/dossiers**`)
    await look(at)
    await at.getByRole('link', { name: '+ Tiếp nhận hồ sơ' }).first().click()
    await at.getByLabel('Thủ tục').selectOption({ label: await optionOf(at, 'chứng thực bản sao') })
    const choose = button('Chọn thủ tục này', at)
    if (await choose.isVisible()) await choose.click()
    await at.getByLabel('Họ và tên hoặc tên tổ chức').fill('Trần Văn Dân')
    await at.getByLabel('Số CMND/CCCD hoặc mã số thuế').fill('074080009999')
    await at.getByLabel('Số điện thoại di động').fill('0901999888')
    await at.getByLabel('Địa chỉ').fill('12 đường Cách Mạng Tháng Tám, phường Phú Cường')
    await at.getByRole('checkbox').first().check()
    await look(at)
    await button('Tiếp nhận và cấp mã hồ sơ', at).click()
    await at.getByText('Đã tiếp nhận hồ sơ').waitFor()
    const code = /[\d.]+\.H09-\d{6}-\d{4}/.exec(await at.locator('main').innerText())?.[0] ?? ''
    expect(code).not.toBe('')
    await look(at)
    await move(at, 'Bắt đầu xử lý')
    await move(at, 'Xử lý xong')
    await move(at, 'Trả kết quả')
    const told = await at.locator('main').innerText()
    expect(told).toContain('Đã trả kết quả')
    expect(told).toContain('đăng nhập qua cửa dự phòng')
    const receipt = await counter.context.newPage()
    await receipt.goto(`${world.desk}/vi/dossiers/${code}/receipt`)
    expect((await receipt.locator('body').innerText()).toUpperCase()).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    await look(receipt)
    await receipt.goto(`${world.desk}/vi/look-up`)
    await receipt.getByLabel('Mã hồ sơ').fill(code)
    await receipt.getByLabel('4 số cuối').fill('9999')
    await button('Tra cứu', receipt).click()
    await receipt.getByText('Đã trả kết quả').first().waitFor()
    await look(receipt)
    await button('Đăng xuất', at).click()
    await at.waitForURL(/\/vi\/sign-in/)
    expect(counter.complaints).toEqual([])
    await counter.context.close()
  })

  test('the day ends: the door is closed, and a half-finished sign-in stops with a sentence', async () => {
    const half = await personAt(chromium)
    await half.page.goto(`${world.account}/vi/sign-in`)
    await half.page.getByLabel('Số CMND/CCCD').fill('074189002274')
    await half.page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_OFFICER_PASSWORD'] ?? '')
    await button('Đăng nhập', half.page).click()
    await half.page.getByLabel('Mã 6 số').waitFor()
    const admin = await personAt(chromium)
    await admin.page.goto(`${world.account}/vi/console/standby`)
    await admin.page.getByLabel('Tên đăng nhập').fill('quantri2')
    await admin.page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_SECOND_ADMIN_PASSWORD'] ?? '')
    await admin.page.getByLabel('Mã 6 số').fill(await appCode(world, 'quantri2'))
    await button('Đăng nhập', admin.page).click()
    await admin.page.getByRole('link', { name: 'Đóng cửa' }).or(button('Đóng cửa', admin.page)).first().click()
    await admin.page.getByLabel('Lý do').first().fill('Cổng đã hoạt động lại bình thường')
    await look(admin.page)
    await button('Đóng cửa', admin.page).last().click()
    await admin.page.getByText('Đã đóng cửa dự phòng').waitFor()
    await half.page.getByLabel('Mã 6 số').fill('123456')
    await button('Tiếp tục', half.page).click()
    await half.page.getByText('Cửa dự phòng vừa đóng').waitFor()
    expect(half.complaints).toEqual([])
    await setFaults(world, { portal: { mode: 'up' } })
    await half.context.close()
    await admin.context.close()
  })

  test('memo 4: another number receives the codes', async () => {
    // The watch takes its time to believe that the portal is well again; until then the button is called otherwise.
    const doors = async () => (
      await page.goto(`${world.account}/vi/my-account/phones`), button('Đăng nhập bằng CDVCQG').count()
    )
    await expect.poll(doors, { interval: 1000, timeout: 60_000 }).toBe(1)
    await button('Đăng nhập bằng CDVCQG').click()
    await page.getByLabel('Số định danh, CMND hoặc mã số thuế').or(page.getByText('SỐ ĐIỆN THOẠI')).first().waitFor()
    if (!page.url().startsWith(world.account)) {
      const before = await countOn(hanh.phone)
      await page.getByLabel('Số định danh, CMND hoặc mã số thuế').fill(hanh.idNumber)
      await page.getByLabel('Mật khẩu').fill('Cong@2023')
      await button('Đăng nhập').click()
      await page.getByLabel('Mã OTP').fill(await codeOn(world, hanh.phone, before))
      await button('Xác nhận').click()
    }
    await page.waitForURL(/my-account\/phones/)
    const table = page.getByRole('table')
    for (const heading of ['STT', 'Số điện thoại', 'Thao tác']) expect(await table.innerText()).toContain(heading)
    await look()
    await page.getByRole('link', { name: 'Cập nhật' }).first().click()
    expect(await page.locator('main').innerText()).toContain('số điện thoại mới')
    await page.getByRole('textbox').first().fill('0912345678')
    await look()
    await button('Lưu lại').click()
    await page.getByLabel('Mã 6 số').fill(await codeOn(world, '0912345678'))
    await button('Tiếp tục').click()
    await page.waitForURL(/my-account\/phones/)
    expect(await page.getByRole('table').innerText()).toContain('678')
    await expect.poll(async () => (await messagesOf(world, hanh.phone)).at(-1)?.text ?? '').toMatch(/doi|thay/i)
    expect(officer.complaints).toEqual([])
  })
})

async function optionOf(page: Page, part: string): Promise<string> {
  const list = page.getByLabel('Thủ tục')
  await list.waitFor()
  const options = await list.locator('option').allInnerTexts()
  const found = options.find((text) => text.toLowerCase().includes(part.toLowerCase()))
  if (!found) throw new Error(`no option with “${part}” in ${options.join(' | ')}`)
  return found
}

/** Plain moves are a button; those with words have a page of their own, with a button of the same name. */
async function move(page: Page, name: string): Promise<void> {
  const link = page.getByRole('link', { name, exact: true })
  const submit = page.getByRole('button', { name, exact: true })
  await link.or(submit).first().waitFor()
  if (await link.isVisible()) await link.click()
  await submit.click()
  await page.getByText(`${name}: đã thực hiện`).waitFor()
}
