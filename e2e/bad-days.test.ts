// Bad days and plain browsers: no JavaScript, the database gone and back, buttons pressed twice, the back button.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgresBin, startPostgres } from '../scripts/postgres.mjs'
import { openBrowser, personAt } from './support/browser.ts'
import { appCode, codeOn, messagesOf } from './support/outside.ts'
import { startWorld, type World } from './support/world.ts'

let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined
let world: World
let chromium: Browser
const prepared = { idNumber: '074189002274', phone: '0321401848' }

beforeAll(async () => {
  postgres = postgresBin() ? await startPostgres() : undefined
  if (postgres) process.env['TEST_DATABASE_URL'] = postgres.url
  world = await startWorld(postgres ? 'postgresql' : 'embedded')
  chromium = await openBrowser()
})
afterAll(async () => {
  await chromium.close()
  await world.stop()
  await postgres?.stop()
})

test('two clicks on “Mở cửa” open the door once; reloading the answer changes nothing', async () => {
  const { page } = await personAt(chromium)
  await page.goto(`${world.account}/vi/console/standby`)
  await page.getByLabel('Tên đăng nhập').fill('quantri1')
  await page.getByLabel('Mật khẩu').fill(world.settings['TRIAL_ADMIN_PASSWORD'] ?? '')
  await page.getByLabel('Mã 6 số').fill(await appCode(world, 'quantri1'))
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByLabel('Lý do').fill('Cổng không gửi được mã từ 07:26')
  await page.getByRole('button', { name: 'Mở cửa', exact: true }).dblclick()
  await page.getByText('Cửa dự phòng đang mở').first().waitFor()
  await page.reload()
  await page.goto(`${world.account}/vi/console/standby`)
  expect(await page.getByText('Cửa dự phòng đang mở').count()).toBe(1)
})

test('without JavaScript: direct sign-in at the desk, the back button, signed out', async () => {
  const { page } = await personAt(chromium, { javaScriptEnabled: false })
  await page.goto(world.desk)
  await page.locator('[name=number]').fill(prepared.idNumber)
  await page.locator('[name=password]').fill(world.settings['TRIAL_OFFICER_PASSWORD'] ?? '')
  const before = (await messagesOf(world, prepared.phone)).length
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.locator('[name=code]').fill(await codeOn(world, prepared.phone, before))
  await page.getByRole('button', { name: 'Tiếp tục', exact: true }).click()
  await page.waitForURL(`${world.desk}/vi/dossiers**`)
  await page.goBack()
  await page.waitForURL(`${world.account}/vi/my-account/info`)
  await page.goto(`${world.desk}/vi/dossiers`)
  expect(await page.locator('h1').innerText()).toContain('Hồ sơ của tôi')
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click()
  await page.waitForURL(/\/vi\/sign-in/)
})

/** Without the notices, which may come at any moment. */
const codesSent = async () =>
  (await messagesOf(world, prepared.phone)).filter(({ text }) => /: \d{6} /.test(text)).length

test('every button of the direct sign-in pressed twice: one code, and the officer is in', async () => {
  const { page } = await personAt(chromium)
  await page.goto(world.desk)
  await page.locator('[name=number]').fill(prepared.idNumber)
  await page.locator('[name=password]').fill(world.settings['TRIAL_OFFICER_PASSWORD'] ?? '')
  const before = (await messagesOf(world, prepared.phone)).length
  const sentBefore = await codesSent()
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).dblclick()
  await page.locator('[name=code]').fill(await codeOn(world, prepared.phone, before))
  await page.getByRole('button', { name: 'Tiếp tục', exact: true }).dblclick()
  await page.waitForURL(`${world.desk}/vi/dossiers**`)
  expect(await codesSent()).toBe(sentBefore + 1)
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click()
  await page.waitForURL(/\/vi\/sign-in/)
})

test('a refused form: the cursor waits at the field; reload and back ask for the page and send nothing again', async () => {
  const { page } = await personAt(chromium)
  await page.goto(world.desk)
  await page.locator('[name=number]').fill('12345')
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByText('Số này chưa đúng').first().waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('number')
  const posts: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  await page.reload()
  // The errand is still known: the page says where it leads.
  expect(await page.locator('main').innerText()).toContain('Để vào Một cửa điện tử')
  await page.goto(`${world.account}/vi/status`)
  await page.goBack()
  expect(await page.locator('[name=number]').count()).toBe(1)
  expect(posts).toEqual([])
  expect(await page.locator('[name=number]').inputValue()).toBe('')
})

test('a refused form is reloaded: what was typed is there, but no password', async () => {
  const { page } = await personAt(chromium)
  await page.goto(`${world.account}/vi/register`)
  await page.locator('[name=kind][value=enterprise]').check()
  await page.locator('[name=name]').fill('Công ty Trách nhiệm hữu hạn Phú Cường')
  await page.locator('[name=phone]').fill('0901')
  for (const name of ['password', 'again']) await page.locator(`[name=${name}]`).fill('Quầy-Mở-2846!')
  await page.locator('main form button').last().click()
  await page.locator('[name=phone][aria-invalid=true]').waitFor()
  const fields = async () => ({
    isEnterprise: await page.locator('[name=kind][value=enterprise]').isChecked(),
    name: await page.locator('[name=name]').inputValue(),
    phone: await page.locator('[name=phone]').inputValue(),
    password: await page.locator('[name=password]').inputValue(),
  })
  const typed = { isEnterprise: true, name: 'Công ty Trách nhiệm hữu hạn Phú Cường', phone: '0901', password: '' }
  expect(await fields()).toEqual(typed)
  await page.reload()
  expect(await page.locator('[aria-invalid=true]').count()).toBe(0)
  expect(await fields()).toEqual(typed)
})

test('the database goes away: a page that says so within 2 s, and all is well again without a restart', async () => {
  if (!postgres) return expect(postgresBin()).toBeUndefined()
  const ask = async (path: string) => {
    const began = performance.now()
    const answer = await fetch(`${world.account}${path}`, { redirect: 'manual' })
    return {
      status: answer.status,
      text: await answer.text(),
      retry: answer.headers.get('retry-after'),
      took: performance.now() - began,
    }
  }
  expect((await ask('/vi/sign-in')).status).toBe(200)
  await postgres.crash()
  const away = await ask('/vi/sign-in')
  expect([away.status, away.retry]).toEqual([503, '5'])
  expect(away.text).toContain('Dịch vụ tạm gián đoạn')
  expect(away.took).toBeLessThan(2000)
  expect((await ask('/health/ready')).status).toBe(503)
  expect((await ask('/health/live')).status).toBe(200)
  const desk = await fetch(`${world.desk}/vi/look-up`, { redirect: 'manual' })
  expect([200, 503]).toContain(desk.status)
  await postgres.start()
  await expect.poll(async () => (await ask('/health/ready')).status, { timeout: 5000 }).toBe(200)
  expect((await ask('/vi/sign-in')).status).toBe(200)
})
