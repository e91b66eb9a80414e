// Health: live without anything, ready with the database, and never a word about the account service.
import { afterAll, expect, test } from 'vitest'
import { buildTestDesk } from '../../testing/build-app.ts'

const desk = await buildTestDesk()
afterAll(async () => {
  await desk.app.close()
  await desk.account.close()
})

test('ready while the account service is away, not ready without the database, live all the same', async () => {
  desk.account.mode = 'away'
  expect((await desk.app.inject('/health/ready')).json()).toEqual({ ready: true })
  await desk.deps.database.close()
  const ready = await desk.app.inject('/health/ready')
  expect(ready.statusCode).toBe(503)
  expect(ready.json()).toEqual({ ready: false, why: 'database' })
  expect((await desk.app.inject('/health/live')).statusCode).toBe(200)
  const browser = desk.browser()
  browser.cookies.set('desk_session', 'a-session-of-before')
  expect((await browser.get('/vi/dossiers')).statusCode).toBe(503)
})
