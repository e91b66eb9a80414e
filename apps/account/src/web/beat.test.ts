// The beat: how long the work took cannot be read from outside.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { insertPeriod } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { solveCaptcha } from '../testing/captcha.ts'
import { tokenOn } from '../testing/console-browser.ts'

const service = await buildTestService()
afterAll(service.close)
service.deps.beat = limits.beat.every
await insertPeriod(service.deps.db, {
  scope: { kind: 'everyone' },
  reason: 'Cổng hỏng rồi',
  minutes: 60,
  openedBy: null,
})

/** Milliseconds until the answer was there; what waits for it comes on top, never off. */
async function timeOf(ask: () => Promise<{ statusCode: number }>) {
  const began = performance.now()
  const { statusCode } = await ask()
  return { ms: performance.now() - began, statusCode }
}

const beat = limits.beat.every * 1000

test('limits: answers about a number that a stranger typed leave 100 ms after they were asked for, or 200, or 300', async () => {
  expect(beat).toBe(100)
  const browser = service.browser()
  const _token = await tokenOn(browser, '/vi/forgot-password')
  const registering = { kind: 'citizen', name: 'Trần Văn Dân', phone: '0961000001' }
  const passwords = { password: 'Bảy con mèo đen ngủ 46', again: 'Bảy con mèo đen ngủ 46' }
  const answers: [string, number, () => Promise<Record<string, string>>][] = [
    ['sign-in', 422, async () => ({ number: '074185999001', password: 'Khong-Phai-No 77' })],
    ['forgot-password', 303, async () => ({ account: '074185999001', altcha: await solveCaptcha(browser, 'forgot') })],
    ['reset-password/send-again', 429, async () => ({})],
    [
      'reset-password',
      422,
      async () => ({ code: '000000', ...passwords, altcha: await solveCaptcha(browser, 'reset') }),
    ],
    ['reset-password/ask', 200, async () => ({})],
    ['register', 303, async () => ({ ...registering, ...passwords, altcha: await solveCaptcha(browser, 'register') })],
    ['register/code/send-again', 429, async () => ({})],
    ['register/code', 422, async () => ({ code: '000000' })],
  ]
  for (const [path, status, fields] of answers) {
    const sent = { _token, ...(await fields()) }
    const { ms, statusCode } = await timeOf(() => browser.post(`/vi/${path}`, sent))
    expect([path, statusCode, ms >= beat - 1]).toEqual([path, status, true])
  }
})

test('work that takes longer than a beat leaves at the next one', async () => {
  const { captcha } = service.deps
  const { readSolution } = captcha
  captcha.readSolution = async (payload) => {
    await sleep(beat + 5)
    return readSolution(payload)
  }
  const browser = service.browser()
  const _token = await tokenOn(browser, '/vi/forgot-password')
  const sent = { _token, account: '074185999002', altcha: await solveCaptcha(browser, 'forgot') }
  const { ms } = await timeOf(() => browser.post('/vi/forgot-password', sent))
  captcha.readSolution = readSolution
  expect(ms).toBeGreaterThanOrEqual(2 * beat - 1)
})
