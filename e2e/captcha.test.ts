// A foreign captcha in a real browser under the real content policy: its box, and our own puzzle where its host is blocked or fails.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSiteverify } from '../apps/account/src/testing/siteverify.ts'
import { axeFindings, openBrowser, personAt } from './support/browser.ts'
import { anyEngine, startWorld, type World } from './support/world.ts'

const siteverify = await startSiteverify()
const keys = { CAPTCHA_SITE_KEY: 'site-1', CAPTCHA_SECRET_KEY: 'key-1', CAPTCHA_VERIFY_URL: siteverify.url }
const kinds = ['turnstile', 'recaptcha-v3'] as const
type Kind = (typeof kinds)[number]
const worlds = {} as Record<Kind, World>
let chromium: Browser
// A number may start three resets an hour.
let number = 281000043
const nextNumber = () => String((number += 1))

beforeAll(async () => {
  for (const kind of kinds) worlds[kind] = await startWorld(anyEngine, { ...keys, CAPTCHA: kind }, ['account'])
  chromium = await openBrowser()
  siteverify.says({ success: true, hostname: 'localhost', action: 'forgot', score: 0.9 })
})
afterAll(async () => {
  await chromium.close()
  siteverify.close()
  for (const kind of kinds) await worlds[kind].stop()
})

// What the vendors' scripts do as far as ours calls them, so that nobody outside is asked in a test.
const turnstile = `globalThis.turnstile = {
  render(place, options) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name: 'cf-turnstile-response', value: ['token', options.sitekey, options.action].join('.') })
    place.append(input, 'Turnstile')
  },
}`
const failing = `globalThis.turnstile = { render: (_place, options) => setTimeout(() => options['error-callback']('300030'), 50) }`
const recaptcha = `globalThis.grecaptcha = {
  ready: (done) => setTimeout(done, 20),
  execute: async (siteKey, options) => ['score', siteKey, options.action].join('.'),
}`

/** Opens the form while the vendor's host answers with this script; null blocks it, false lets it hang. */
async function open(kind: Kind, body: string | null | false) {
  const person = await personAt(chromium)
  await person.context.route(/^https:\/\/(www\.google\.com|challenges\.cloudflare\.com)\//, async (route) => {
    if (body === null) return route.abort()
    if (body) return route.fulfill({ contentType: 'text/javascript', body })
  })
  await person.page.goto(`${worlds[kind].account}/vi/forgot-password`, { waitUntil: 'domcontentloaded' })
  await person.page.locator('[name=account]').fill(nextNumber())
  return person
}

const send = (page: Page) => page.getByRole('button', { name: 'Tiếp tục', exact: true }).click()
const askedLast = () => siteverify.asked.at(-1)?.form

test('the vendor’s box works under our content policy, and its token names the purpose', async () => {
  const { page, complaints } = await open('turnstile', turnstile)
  await page.getByText('Turnstile', { exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await send(page)
  await page.waitForURL('**/vi/reset-password', { waitUntil: 'domcontentloaded' })
  expect(askedLast()).toEqual({ secret: 'key-1', response: 'token.site-1.forgot' })
  expect(complaints).toEqual([])
})

test('a box that stays empty: the person takes our own', async () => {
  const { page, complaints } = await open('turnstile', 'globalThis.turnstile = { render: () => undefined }')
  await page.getByRole('button', { name: 'Dùng ô kiểm tra khác' }).click()
  await page.locator('altcha-widget').getByRole('checkbox').click()
  await page.getByText('Đã kiểm tra').waitFor()
  await send(page)
  await page.waitForURL('**/vi/reset-password', { waitUntil: 'domcontentloaded' })
  expect(complaints).toEqual([])
})

test('a score without a box: the form carries it', async () => {
  const { page, complaints } = await open('recaptcha-v3', recaptcha)
  await page.locator('[name=g-recaptcha-response][value]').waitFor({ state: 'attached' })
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[name=g-recaptcha-response]')?.value !== '',
  )
  await send(page)
  await page.waitForURL('**/vi/reset-password', { waitUntil: 'domcontentloaded' })
  expect(askedLast()?.['response']).toBe('score.site-1.forgot')
  expect(complaints).toEqual([])
})

test.each([
  ['turnstile', 'is blocked', null],
  ['turnstile', 'hangs', false],
  ['turnstile', 'fails', failing],
  ['recaptcha-v3', 'is blocked', null],
] as const)(
  'R28: %s %s: our own puzzle takes its place, what was typed stays, and the form goes through',
  async (kind, _how, body) => {
    const { page, complaints } = await open(kind, body)
    const before = siteverify.asked.length
    await page.locator('altcha-widget').getByRole('checkbox').click()
    expect(await page.getByText('Phần kiểm tra này do').count()).toBe(0)
    await page.getByText('Đã kiểm tra').waitFor()
    expect(await page.locator('[name=account]').inputValue()).toBe(String(number))
    expect(await axeFindings(page)).toEqual([])
    await send(page)
    await page.waitForURL('**/vi/reset-password', { waitUntil: 'domcontentloaded' })
    expect(siteverify.asked).toHaveLength(before)
    expect(complaints.filter((text) => !text.includes('ERR_FAILED'))).toEqual([])
  },
)
