// A crowd: people who are just coming are sent round for some seconds, everybody else goes on.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { limits } from '../limits.ts'
import { buildTestService } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addOfficer, officer } from '../testing/people.ts'
import { addRelyingParty, authorization } from '../testing/relying-party.ts'

const service = await buildTestService()
afterAll(service.close)
await addRelyingParty(service)
const verifier = 'v'.repeat(43)

/** So many requests that are not answered before `end`: what makes their puzzle waits for us. */
async function holdUp(count: number) {
  const { captcha } = service.deps
  const { makePuzzle } = captcha
  const held = Promise.withResolvers<void>()
  let waiting = 0
  captcha.makePuzzle = async (made) => {
    waiting += 1
    await held.promise
    return makePuzzle(made)
  }
  const asked = Array.from({ length: count }, () => service.browser().get('/captcha/challenge?for=register'))
  await vi.waitUntil(() => waiting === count)
  return async () => {
    held.resolve()
    captcha.makePuzzle = makePuzzle
    return Promise.all(asked)
  }
}

const { underway, slow, again, againMost } = limits.crowd

test('limits: with 24 slow requests under way whoever is just coming is asked to come again in 4–8 s, and nobody else is', async () => {
  const who = await addOfficer(service.deps, officer())
  const inside = await signedIn(service, who.id, 'standby')
  expect([underway, slow]).toEqual([24, 0.25])
  const endQuick = await holdUp(underway + 20)
  expect((await service.browser().get('/vi/sign-in')).statusCode).toBe(200)
  await sleep(slow * 2000)
  await endQuick()

  const endOne = await holdUp(underway - 1)
  expect((await service.browser().get('/vi/sign-in')).statusCode).toBe(200)
  const endLast = await holdUp(1)

  for (const address of ['/vi/sign-in', '/en/sign-in?done=signed-out', authorization(verifier)]) {
    const away = await service.browser().get(address)
    const seconds = Number(away.headers['retry-after'])
    expect([address, away.statusCode]).toEqual([address, 503])
    expect(seconds).toBeGreaterThanOrEqual(again)
    expect(seconds).toBeLessThanOrEqual(againMost)
    expect(away.body).toContain(`<meta http-equiv="refresh" content="${seconds}"`)
  }
  expect((await inside.get(authorization(verifier))).statusCode).toBe(303)
  expect((await inside.get('/vi/my-account/info')).statusCode).toBe(200)
  const begun = await service.browser().get('/vi/sign-in?for=whatever-it-says')
  expect(begun.statusCode).toBe(200)
  expect((await service.browser().get('/vi/console/sign-in')).statusCode).toBe(200)

  for (const answer of [...(await endOne()), ...(await endLast())]) expect(answer.statusCode).toBe(200)
  expect((await service.browser().get('/vi/sign-in')).statusCode).toBe(200)
})
