import { shiftClock } from '@motcua/db/clock.ts'
import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService, type TestService } from '../../testing/build-app.ts'
import { solveCaptcha } from '../../testing/captcha.ts'
import { checkCaptcha, type CaptchaPurpose } from '../../web/captcha.ts'

let service: TestService
beforeAll(async () => {
  service = await buildTestService()
})
afterAll(() => service.close())

/** What a form of this browser would be answered. */
const check = (browser: Browser, purpose: CaptchaPurpose, altcha = '') =>
  checkCaptcha(
    service.deps,
    {
      body: { altcha },
      cookies: Object.fromEntries(browser.cookies),
      ip: browser.address,
    } as unknown as FastifyRequest,
    purpose,
  )

test('a solved puzzle is taken once, even by two at the same time', async () => {
  const browser = service.browser()
  await browser.get('/vi/forgot-password')
  const altcha = await solveCaptcha(browser, 'forgot')
  const both = await Promise.all([check(browser, 'forgot', altcha), check(browser, 'forgot', altcha)])
  expect(both.filter((result) => result.ok)).toHaveLength(1)
  expect(await check(browser, 'forgot', altcha)).toMatchObject({ code: 'captcha-wrong' })
})

test('it belongs to its purpose and its browser', async () => {
  const [browser, other] = [service.browser(), service.browser()]
  await other.get('/captcha/challenge?for=forgot')
  const altcha = await solveCaptcha(browser, 'forgot')
  expect(await check(browser, 'reset', altcha)).toMatchObject({ code: 'captcha-wrong' })
  expect(await check(other, 'forgot', altcha)).toMatchObject({ code: 'captcha-wrong' })
  expect(await check(browser, 'forgot', altcha)).toEqual({ ok: true })
})

test('it lives five minutes', async () => {
  const browser = service.browser()
  const [early, late] = [await solveCaptcha(browser, 'forgot'), await solveCaptcha(browser, 'forgot')]
  await shiftClock(service.deps.db, 298)
  expect(await check(browser, 'forgot', early)).toEqual({ ok: true })
  await shiftClock(service.deps.db, 301)
  expect(await check(browser, 'forgot', late)).toMatchObject({ code: 'captcha-wrong' })
  await shiftClock(service.deps.db, 0)
})

test('a changed or made-up solution is refused, and so is none', async () => {
  const browser = service.browser()
  const solved = JSON.parse(Buffer.from(await solveCaptcha(browser, 'forgot'), 'base64').toString()) as {
    challenge: { parameters: { cost: number } }
  }
  solved.challenge.parameters.cost = 1
  const changed = Buffer.from(JSON.stringify(solved)).toString('base64')
  for (const altcha of [changed, 'nonsense', Buffer.from('{}').toString('base64'), 'A'.repeat(6000)])
    expect(await check(browser, 'forgot', altcha)).toMatchObject({ code: 'captcha-wrong' })
  expect(await check(browser, 'forgot')).toMatchObject({ code: 'captcha-missing' })
})

test('without JavaScript: thirty seconds on the waiting page stand for the puzzle, once', async () => {
  const browser = service.browser()
  const page = '/vi/captcha?for=forgot&next=/forgot-password'
  expect((await browser.get(page)).body).toContain('<meta http-equiv="refresh" content="30"')
  expect(await check(browser, 'forgot')).toMatchObject({ code: 'captcha-missing' })
  await shiftClock(service.deps.db, 31)
  expect((await browser.get(page)).body).toContain('href="/vi/forgot-password"')
  expect(await check(browser, 'reset')).toMatchObject({ code: 'captcha-missing' })
  expect(await check(browser, 'forgot')).toEqual({ ok: true })
  expect(await check(browser, 'forgot')).toMatchObject({ code: 'captcha-missing' })
  await shiftClock(service.deps.db, 0)
})

test('the way without JavaScript is taken five times in 15 minutes from one address', async () => {
  const codes: (string | undefined)[] = []
  for (let round = 0; round < 6; round += 1) {
    const browser = service.browser()
    browser.address = '203.0.113.77'
    await shiftClock(service.deps.db, round * 40)
    await browser.get('/vi/captcha?for=forgot&next=/forgot-password')
    await shiftClock(service.deps.db, round * 40 + 35)
    const result = await check(browser, 'forgot')
    codes.push(result.ok ? 'ok' : result.code)
  }
  expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'address-limit'])
  await shiftClock(service.deps.db, 0)
})

test('the waiting page leads only to pages of ours', async () => {
  for (const next of ['https://example.org/', '//example.org', '/x?y=1'])
    expect((await service.browser().get(`/vi/captcha?for=forgot&next=${encodeURIComponent(next)}`)).statusCode).toBe(
      400,
    )
  expect((await service.browser().get('/captcha/challenge?for=nothing')).statusCode).toBe(400)
})
