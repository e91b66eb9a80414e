// The provider when the database is away, and relying parties that must hear of a session's end.
import { createServer, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { run, sql } from '@motcua/db/query.ts'
import { decodeJwt } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { endPersonSessions, suspendPerson } from '../journeys/console/officers/suspend-person.ts'
import { buildTestService } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addAdministrator, addOfficer, goodPassword, officer } from '../testing/people.ts'
import { addRelyingParty, authorization, codeFor, redeem, tokensFor } from '../testing/relying-party.ts'

test('the database away: pages and tokens are 503 with Retry-After, not a bad request', async () => {
  const service = await buildTestService()
  await addRelyingParty(service)
  await service.deps.database.close()
  onTestFinished(() => service.app.close())
  const page = await service.app.inject({ url: authorization('v'.repeat(43)), headers: { accept: 'text/html' } })
  expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '5'])
  expect(page.body).toContain('Dịch vụ tạm gián đoạn')
  expect((await redeem(service, 'a-code', 'v'.repeat(43))).status).toBe(503)
})

test('no room left on the disk: nobody is sent on with a session that was not kept, 503 with Retry-After', async () => {
  const service = await buildTestService()
  onTestFinished(service.close)
  await addRelyingParty(service)
  const { db } = service.deps
  const who = await addOfficer(service.deps, officer())
  const browser = await signedIn(service, who.id, 'portal')
  await run(
    db,
    sql`create function no_room() returns trigger language plpgsql as $$ begin raise exception 'full' using errcode = '53100'; end $$`,
  )
  // What the library keeps when its answer is made: the session's own id there.
  await run(db, sql`create trigger full_disk before update of uid on sessions for each row execute function no_room()`)
  const { answer } = await codeFor(browser)
  expect([answer.statusCode, answer.headers['retry-after'], answer.headers.location]).toEqual([503, '5', undefined])
  expect(answer.body).toContain('Dịch vụ tạm gián đoạn')
})

/** A relying party's back-channel address; what it was told, by session. */
async function listening() {
  const told: string[] = []
  const hear = async (request: IncomingMessage) => {
    const body = (await request.setEncoding('utf8').toArray()).join('')
    told.push(String(decodeJwt(new URLSearchParams(body).get('logout_token') ?? '')['sid']))
  }
  const server = createServer((request, response) => void hear(request).finally(() => response.end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { told, uri: `http://127.0.0.1:${(server.address() as { port: number }).port}/logout` }
}

test('back-channel logout: ended by an administrator, by a new password, by a suspension', async () => {
  const { told, uri } = await listening()
  const service = await buildTestService()
  onTestFinished(service.close)
  const { deps } = service
  await addRelyingParty(service, uri)
  const who = await addOfficer(deps, officer())
  const { id: actorId } = await addAdministrator(deps)
  const by = { accountId: who.id, actorId, address: '' }
  const elsewhere = async () =>
    String((await tokensFor(service, await signedIn(service, who.id, 'portal'))).claims['sid'])

  const first = await elsewhere()
  await endPersonSessions(deps, by)
  await service.deliver()
  expect(told).toEqual([first])

  const second = await elsewhere()
  const here = await signedIn(service, who.id, 'portal')
  const fields = { current: goodPassword, password: 'Quầy-Mở-2846!', again: 'Quầy-Mở-2846!' }
  const changed = await here.submit('/vi/my-account/password', '/vi/my-account/password', fields)
  expect(changed.headers.location).toBe('/vi/my-account/password?done=changed')
  await service.deliver()
  expect(told).toEqual([first, second])

  const third = await elsewhere()
  await suspendPerson(deps, { ...by, reason: 'Chuyển công tác sang tỉnh khác' })
  await service.deliver()
  expect(told).toEqual([first, second, third])
})
