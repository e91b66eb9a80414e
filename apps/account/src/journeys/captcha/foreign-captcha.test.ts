// Foreign captchas through one form, against a stand-in of their check over real HTTP.
import { all, run, sql } from '@motcua/db/query.ts'
import { shiftClock } from '@motcua/db/clock.ts'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { limits } from '../../limits.ts'
import { createForeignCaptcha, type ForeignSettings } from '../../outside/captcha/foreign.ts'
import { buildTestService, type TestService } from '../../testing/build-app.ts'
import { solveCaptcha } from '../../testing/captcha.ts'
import { startSiteverify } from '../../testing/siteverify.ts'

const kinds = ['recaptcha-v2', 'recaptcha-v3', 'turnstile'] as const
type Kind = (typeof kinds)[number]
const fieldOf = (kind: Kind) => (kind === 'turnstile' ? 'cf-turnstile-response' : 'g-recaptcha-response')
const siteverify = await startSiteverify()
const services = {} as Record<Kind, TestService>

const serviceWith = (kind: Kind) =>
  buildTestService({
    CAPTCHA: kind,
    CAPTCHA_SITE_KEY: 'site-key-1',
    CAPTCHA_SECRET_KEY: 'key of the vendor',
    CAPTCHA_VERIFY_URL: siteverify.url,
  })

beforeAll(async () => {
  for (const kind of kinds) services[kind] = await serviceWith(kind)
})
afterAll(async () => {
  siteverify.close()
  await Promise.all(Object.values(services).map((service) => service.close()))
})

const page = '/vi/forgot-password'
const good = {
  success: true,
  hostname: 'localhost',
  action: 'forgot',
  score: 0.9,
  challenge_ts: '2026-01-01T00:00:00Z',
}
let count = 0
const newToken = () => `0.token-${(count += 1)}_${'x'.repeat(300)}`

beforeEach(async () => {
  siteverify.says(good)
  siteverify.asked.length = 0
  for (const kind of kinds) {
    await run(services[kind].deps.db, sql`delete from limits`)
    // An answer ends what an earlier test left: away.
    await services[kind].deps.foreignCaptcha?.verify('calm', 'forgot')
  }
  siteverify.asked.length = 0
  siteverify.says(good)
})

async function send(kind: Kind, token = newToken(), browser = services[kind].browser()) {
  const account = '281000043'
  return { browser, answer: await browser.submit(page, page, { account, [fieldOf(kind)]: token }) }
}
const foreignAt = (verifyUrl: string, reasons: string[]): ForeignSettings => ({
  kind: 'turnstile',
  siteKey: 's',
  secretKey: 'k',
  hostname: 'localhost',
  minScore: 0.5,
  verifyUrl,
  ...limits.captchaForeign,
  onAway: (reason) => reasons.push(reason),
})
const passed = '/vi/reset-password'
const wrong = 'Xác nhận “Tôi không phải là người máy” chưa đúng hoặc đã hết hạn'
const away = 'Dịch vụ “Tôi không phải là người máy” bên ngoài không trả lời'

test.each(kinds)(
  '%s: a good token lets the form through; the vendor learns the token and nothing of the person',
  async (kind) => {
    const token = newToken()
    expect((await send(kind, token)).answer.headers.location).toBe(passed)
    expect(siteverify.asked).toEqual([
      { contentType: 'application/x-www-form-urlencoded', form: { secret: 'key of the vendor', response: token } },
    ])
  },
)

test.each(kinds)('%s: refused, used before, made at another site: the page again with what was typed', async (kind) => {
  const refusals = [
    { success: false, 'error-codes': ['invalid-input-response'] },
    { success: false, 'error-codes': ['timeout-or-duplicate'] },
    { success: false },
    { ...good, hostname: 'taikhoan.example.org' },
    { ...good, hostname: undefined },
  ]
  for (const said of refusals) {
    siteverify.says(said)
    const { answer } = await send(kind)
    expect([answer.statusCode, answer.body.includes(wrong), answer.body.includes('281000043')]).toEqual([
      422,
      true,
      true,
    ])
    expect(answer.body).toContain(`data-foreign-captcha="${kind}"`)
  }
})

test.each(kinds)('%s: a token works once, though its vendor says twice that it is good', async (kind) => {
  const token = newToken()
  siteverify.answers(() => ({ body: JSON.stringify(good) }))
  const both = await Promise.all([send(kind, token), send(kind, token)])
  expect(both.map(({ answer }) => answer.statusCode).toSorted()).toEqual([303, 422])
  expect((await send(kind, token)).answer.body).toContain(wrong)
  const kept = await all(services[kind].deps.db, sql<{ id: string }>`select id from used_captchas`)
  expect(kept.some(({ id }) => id.includes('token-'))).toBe(false)
})

test('a replay is refused by the vendor’s own memory as well', async () => {
  const token = newToken()
  expect((await send('turnstile', token)).answer.headers.location).toBe(passed)
  await run(services.turnstile.deps.db, sql`delete from used_captchas`)
  expect((await send('turnstile', token)).answer.body).toContain(wrong)
})

test('a token made for another purpose is refused where tokens have one', async () => {
  siteverify.says({ ...good, action: 'register_otp' })
  expect((await send('turnstile')).answer.body).toContain(wrong)
  expect((await send('recaptcha-v3')).answer.body).toContain(wrong)
  siteverify.says({ ...good, action: undefined, score: undefined })
  expect((await send('turnstile')).answer.body).toContain(wrong)
  expect((await send('recaptcha-v2')).answer.headers.location).toBe(passed)
})

test('reCAPTCHA v3: a score under the least is refused, and none at all', async () => {
  for (const score of [0.49, undefined]) {
    siteverify.says({ ...good, score })
    expect((await send('recaptcha-v3')).answer.body).toContain(wrong)
  }
  siteverify.says({ ...good, score: 0.5 })
  expect((await send('recaptcha-v3')).answer.headers.location).toBe(passed)
})

test('what is no token is not sent to the vendor; none at all is missing', async () => {
  for (const token of ['<script>', 'a b', 'A'.repeat(5000)])
    expect((await send('turnstile', token)).answer.body).toContain(wrong)
  expect((await send('turnstile', '')).answer.body).toContain('Hãy xác nhận “Tôi không phải là người máy”')
  expect(siteverify.asked).toEqual([])
})

test('limits: a foreign captcha that is silent for a second is away', async () => {
  siteverify.answers(() => ({ body: JSON.stringify(good), after: 2500 }))
  const browser = services.turnstile.browser()
  const fields = { account: '281000043', [fieldOf('turnstile')]: newToken() }
  await browser.get(page)
  const begun = performance.now()
  const answer = await browser.submit(page, page, fields)
  expect(performance.now() - begun).toBeGreaterThan(limits.captchaForeign.timeout * 1000 - 20)
  expect(performance.now() - begun).toBeLessThan(2400)
  expect([limits.captchaForeign.timeout, answer.statusCode]).toEqual([1, 422])
  expect(answer.body).toContain(away)
})

test.each([
  ['500', { status: 500, body: JSON.stringify(good) }],
  ['no JSON', { body: '<html>blocked</html>' }],
  ['JSON of another shape', { body: '{"ok":true}' }],
  ['a redirect', { status: 302, body: '', location: 'http://127.0.0.1:9/' }],
  ['our key refused', { body: '{"success":false,"error-codes":["invalid-input-secret"]}' }],
  ['our key gone', { body: '{"success":false,"error-codes":["invalid-widget-id"]}' }],
  ['its own fault', { body: '{"success":false,"error-codes":["internal-error"]}' }],
])(
  '%s counts as away: the page again with our puzzle and what was typed, and the puzzle lets it through',
  async (_what, said) => {
    siteverify.answers(() => said)
    const { browser, answer } = await send('turnstile')
    expect([answer.statusCode, answer.body.includes(away), answer.body.includes('281000043')]).toEqual([
      422,
      true,
      true,
    ])
    expect(answer.body).toContain('<altcha-widget')
    expect(answer.body).not.toContain('data-foreign-captcha')
    expect(answer.headers['content-security-policy']).not.toContain('cloudflare')
    const altcha = await solveCaptcha(browser, 'forgot')
    expect((await browser.submit(page, page, { account: '281000043', altcha })).headers.location).toBe(passed)
  },
)

test('nobody at its address: away as well, at once', async () => {
  const gone = await startSiteverify()
  gone.close()
  const reasons: string[] = []
  const foreign = createForeignCaptcha(foreignAt(gone.url, reasons))
  expect(await foreign.verify(newToken(), 'forgot')).toBe('away')
  expect(reasons).toEqual(['not reached'])
})

test('a page opened before it was away keeps working: its token is tried, and a good answer ends the rest', async () => {
  const { deps } = services.turnstile
  siteverify.answers(() => ({ status: 503, body: '' }))
  await send('turnstile')
  expect(deps.foreignCaptcha?.isAway()).toBe(true)
  siteverify.says(good)
  expect((await send('turnstile')).answer.headers.location).toBe(passed)
  expect((await services.turnstile.browser().get(page)).body).toContain('data-foreign-captcha="turnstile"')
})

test('limits: a foreign captcha rests for a minute, then it is asked again', async () => {
  siteverify.answers(() => ({ status: 503, body: '' }))
  const reasons: string[] = []
  const foreign = createForeignCaptcha(foreignAt(siteverify.url, reasons))
  expect(await foreign.verify('t', 'forgot')).toBe('away')
  const begun = performance.now()
  const clock = vi.spyOn(performance, 'now')
  clock.mockReturnValue(begun + 59_000)
  expect(foreign.isAway()).toBe(true)
  clock.mockReturnValue(begun + 60_001)
  expect(foreign.isAway()).toBe(false)
  clock.mockRestore()
  expect(reasons).toEqual(['unreadable, http 503'])
})

test('our puzzle is taken while the foreign one is there: a browser that cannot reach it shows ours by itself', async () => {
  const browser = services['recaptcha-v3'].browser()
  const shown = await browser.get(page)
  expect(shown.body).toMatch(/<template>\s*<altcha-widget/)
  const altcha = await solveCaptcha(browser, 'forgot')
  const both = { account: '281000043', altcha, 'g-recaptcha-response': '' }
  expect((await browser.submit(page, page, both)).headers.location).toBe(passed)
  expect(siteverify.asked).toEqual([])
})

test('without JavaScript the waiting page stands for a foreign captcha as for ours', async () => {
  const { deps } = services.turnstile
  const browser = services.turnstile.browser()
  const shown = await browser.get(page)
  const wait = /href="([^"]*captcha[^"]*)"/.exec(shown.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect((await browser.get(wait)).body).toContain('<meta http-equiv="refresh" content="30"')
  const early = await browser.submit(page, page, { account: '281000043' })
  expect(early.body).toContain('Hãy xác nhận “Tôi không phải là người máy”')
  await shiftClock(deps.db, 31)
  expect((await browser.get(wait)).body).toContain('href="/vi/forgot-password"')
  expect((await browser.submit(page, page, { account: '281000043' })).headers.location).toBe(passed)
  expect(siteverify.asked).toEqual([])
  await shiftClock(deps.db, 0)
})

const google = {
  script: "'self' https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/",
  connect: "'self' https://www.google.com/recaptcha/",
  frame: 'https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/',
}
const cloudflare = {
  script: "'self' https://challenges.cloudflare.com",
  connect: "'self'",
  frame: 'https://challenges.cloudflare.com',
}

test.each([
  ['recaptcha-v2', google],
  ['recaptcha-v3', google],
  ['turnstile', cloudflare],
] as const)('%s: the content policy allows its hosts where its box is, and nowhere else', async (kind, sources) => {
  const browser = services[kind].browser()
  for (const path of [page, '/vi/register', '/en/register']) {
    const policy = String((await browser.get(path)).headers['content-security-policy']).split('; ')
    expect(policy).toContain(`script-src ${sources.script}`)
    expect(policy).toContain(`connect-src ${sources.connect}`)
    expect(policy).toContain(`frame-src ${sources.frame}`)
    expect(policy.join()).not.toContain('unsafe')
  }
  for (const path of [
    '/vi/sign-in',
    '/vi/status',
    '/vi/captcha?for=forgot&next=/forgot-password',
    '/assets/tokens.css',
  ])
    expect(String((await browser.get(path)).headers['content-security-policy'])).not.toMatch(
      /google|cloudflare|frame-src/,
    )
})

test('the box says whose it is and what it is for, in both languages, without inline script', async () => {
  const browser = services.turnstile.browser()
  const [vietnamese, english] = [await browser.get(page), await browser.get('/en/forgot-password')]
  expect(vietnamese.body).toContain('Phần kiểm tra này do Cloudflare cung cấp.')
  expect(english.body).toContain('This check is provided by Cloudflare.')
  expect(vietnamese.body).toContain('data-action="forgot"')
  expect(vietnamese.body).not.toMatch(/<script(?![^>]* src=)/)
  expect(vietnamese.body).not.toContain('key of the vendor')
  expect((await services['recaptcha-v3'].browser().get(page)).body).toContain(
    'data-script="https://www.google.com/recaptcha/api.js?render=site-key-1&amp;hl=vi"',
  )
})
