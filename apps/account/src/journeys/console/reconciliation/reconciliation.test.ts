// Reconciliation: confirmed by the next way through the portal, listed after 7 days or where the identity is another, with what they touched.
import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { purge } from '../../../jobs/purge.ts'
import { reconcile } from '../../../jobs/reconcile.ts'
import { limits } from '../../../limits.ts'
import { saveListedParties } from '../../../provider/relying-parties.ts'
import { countReconciled } from '../../../records/reconciliation/standings.ts'
import { closePeriodRow, insertPeriod } from '../../../records/standby/store.ts'
import { buildTestService, origin } from '../../../testing/build-app.ts'
import { signedIn } from '../../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../../testing/fake-portal.ts'
import { addAdministrator, addOfficer, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { app, deps, gateway, portal } = service
const administrator = await addAdministrator(deps)
const auditor = await addAdministrator(deps, 'auditor')

type Officer = Awaited<ReturnType<typeof addOfficer>>

/** The desk, as far as it is asked: what came, and what it answers. */
const desk = { asked: [] as string[], isSilent: false, status: 200, body: JSON.stringify({ traces: [] as object[] }) }
let server: Server
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.on('end', () => {
      desk.asked.push(new URLSearchParams(text).get('traces_token') ?? '')
      if (!desk.isSilent) response.writeHead(desk.status, { 'content-type': 'application/json' }).end(desk.body)
    })
  }).listen(0)
  const { port } = server.address() as AddressInfo
  await saveListedParties(deps, [
    {
      client_id: 'desk',
      client_secret: 'a-secret-of-the-desk-of-32-characters',
      name_vi: 'Một cửa điện tử',
      name_en: 'One-stop desk',
      redirect_uris: ['http://localhost:4001/account/callback'],
      post_logout_redirect_uris: [],
      standby_traces_uri: `http://localhost:${port}/account/traces`,
    },
  ])
})
afterAll(async () => {
  server.close()
  await service.close()
})

let clock = 0
const wait = async (seconds: number) => {
  clock += seconds
  await shiftClock(deps.db, clock)
}
beforeEach(async () => {
  await run(deps.db, sql`update sessions set period_id = null where period_id is not null`)
  await run(deps.db, sql`delete from standby_traces`)
  await run(deps.db, sql`delete from alarms`)
  Object.assign(desk, { asked: [], isSilent: false, status: 200, body: JSON.stringify({ traces: [] }) })
})

async function openDoor(): Promise<string> {
  const made = {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes: 30,
    openedBy: administrator.id,
  } as const
  return (await insertPeriod(deps.db, made)).id
}
const close = (id: string) =>
  closePeriodRow(deps.db, { id, closedBy: administrator.id, reason: 'Cổng đã hoạt động lại' })

async function byStandby(who: Officer) {
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const receipt = gateway.sent.findLast((sms) => sms.phone === who.phone)?.callbackUrl ?? ''
  await browser.get(`${new URL(receipt).pathname}?SendStatus=5&SendSuccess=1`)
  const answer = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  expect(answer.statusCode).toBe(303)
}

async function byPortal(who: Officer, techId = `tech-${who.id}`) {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber], techId }))
  const browser = service.browser()
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state') ?? ''
  return browser.get(`/portal/callback?code=x&state=${state}`)
}

const counts = async (id: string) => {
  const { officers, confirmed, waiting, unconfirmed, mismatched } = await countReconciled(deps.db, id)
  return { officers, confirmed, waiting, unconfirmed, mismatched }
}
const alarms = () =>
  all(deps.db, sql<{ kind: string; detail: object }>`select kind, detail from alarms where kind = 'sign-ins-in-doubt'`)
const day = 86_400
const page = '/vi/console/reconciliation'

test('confirmed by the next way through the portal, whichever browser; a sign-in after that waits anew', async () => {
  const [hanh, huy] = [await addOfficer(deps), await addOfficer(deps)]
  const id = await openDoor()
  await byPortal(hanh)
  await byStandby(hanh)
  await byStandby(huy)
  expect(await counts(id)).toEqual({ officers: 2, confirmed: 0, waiting: 2, unconfirmed: 0, mismatched: 0 })
  await byPortal(hanh)
  expect(await counts(id)).toMatchObject({ confirmed: 1, waiting: 1 })
  await wait(61)
  await byStandby(hanh)
  expect(await counts(id)).toMatchObject({ confirmed: 0, waiting: 2 })
  await byPortal(hanh)
  await close(id)
  expect(await counts(id)).toMatchObject({ confirmed: 1, waiting: 1 })
})

test('after 7 days: listed with the dossiers, administrators are told once, the report counts, the CSV has it all', async () => {
  const [hanh, huy] = [await addOfficer(deps), await addOfficer(deps, officer({ name: 'Phạm Quốc Huy' }))]
  const id = await openDoor()
  await byStandby(hanh)
  await byStandby(huy)
  await close(id)
  await byPortal(hanh)
  await wait(7 * day - 60)
  await reconcile(deps)
  expect([await counts(id), desk.asked, await alarms()]).toEqual([
    { officers: 2, confirmed: 1, waiting: 1, unconfirmed: 0, mismatched: 0 },
    [],
    [],
  ])
  await wait(120)
  desk.body = JSON.stringify({
    traces: [
      {
        record: 'H09.31.01-231125-0001',
        changes: 3,
        first_at: '2023-11-25T01:00:00.000Z',
        last_at: '2023-11-25T02:00:00.000Z',
      },
    ],
  })
  await Promise.all([reconcile(deps), reconcile(deps)])
  await reconcile(deps)
  expect(await counts(id)).toMatchObject({ confirmed: 1, unconfirmed: 1 })
  expect(await alarms()).toEqual([
    { kind: 'sign-ins-in-doubt', detail: expect.objectContaining({ what: 'unconfirmed', count: 1 }) },
  ])
  expect(desk.asked).toHaveLength(1)

  const keys = createLocalJWKSet((await app.inject('/oidc/jwks')).json<JSONWebKeySet>())
  const currentDate = new Date(Date.now() + clock * 1000)
  const { payload } = await jwtVerify(desk.asked[0] ?? '', keys, {
    issuer: origin,
    audience: 'desk',
    typ: 'traces+jwt',
    currentDate,
  })
  expect(payload).toMatchObject({ sub: huy.id, standby_period: id })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(120)

  const reader = await signedIn(service, auditor.id)
  for (const address of [page, `${page}?period=${id}`]) {
    const shown = (await reader.get(address)).body
    for (const told of ['Phạm Quốc Huy', 'Quá 7 ngày, chưa xác nhận', 'H09.31.01-231125-0001', '3 lần'])
      expect(shown).toContain(told)
    expect(shown).not.toContain('Lê Thị Kiểm</a>')
  }
  expect((await reader.get(`${page}?period=${id}`)).body).toContain('Đã xác nhận 1/2')
  expect((await reader.get('/en/console/reconciliation')).body).toContain('Not confirmed in 7 days')
  const csv = (await reader.get(`${page}/export`)).body
  expect(csv).toContain('"H09.31.01-231125-0001 (3 lần)"')
  expect(csv).toContain('"Đã xác nhận"')
  expect(csv).not.toContain(huy.idNumber)

  await byPortal(huy)
  expect(await counts(id)).toMatchObject({ confirmed: 2, unconfirmed: 0 })
  expect((await reader.get(page)).body).toContain('Không có ai cần xem xét')
})

test('another portal identity with the same ID number: in doubt at once, administrators are told, the desk is asked after the session', async () => {
  const hanh = await addOfficer(deps)
  await byPortal(hanh)
  const id = await openDoor()
  await byStandby(hanh)
  await run(deps.db, sql`update accounts set tech_id = ${`other-${hanh.id}`} where id = ${hanh.id}`)
  expect((await byPortal(hanh, `tech-${hanh.id}`)).statusCode).not.toBe(303)
  expect(await counts(id)).toMatchObject({ confirmed: 0, mismatched: 1 })
  expect(await alarms()).toEqual([{ kind: 'sign-ins-in-doubt', detail: { what: 'mismatched', name: hanh.name } }])
  await byPortal(hanh, `tech-${hanh.id}`)
  expect(await alarms()).toHaveLength(1)
  await reconcile(deps)
  expect(desk.asked).toEqual([])
  await close(id)
  await wait(9 * 3600)
  await reconcile(deps)
  expect(desk.asked).toHaveLength(1)
  const reader = await signedIn(service, administrator.id)
  expect((await reader.get(page)).body).toContain('Danh tính ở Cổng không khớp')
})

test('limits: a question is good for two minutes, and nobody waits for its answer longer than five seconds', async () => {
  const huy = await addOfficer(deps)
  const id = await openDoor()
  await byStandby(huy)
  await close(id)
  await wait(8 * day)
  desk.isSilent = true
  const begun = performance.now()
  await reconcile(deps)
  const seconds = (performance.now() - begun) / 1000
  server.closeAllConnections()
  expect(seconds).toBeGreaterThan(limits.reconciliation.timeout - 0.2)
  expect(seconds).toBeLessThan(limits.reconciliation.timeout + 3)
  const { exp = 0, iat = 0 } = decodeJwt(desk.asked[0] ?? '')
  expect(exp - iat).toBe(limits.reconciliation.life)
})

test('the desk away, broken or made up: asked again later, the page says so, and nothing is lost', async () => {
  const huy = await addOfficer(deps)
  const id = await openDoor()
  await byStandby(huy)
  await close(id)
  await wait(8 * day)
  const bodies: [number, string][] = [
    [503, ''],
    [200, 'not json'],
    [200, JSON.stringify({ traces: [{ record: '', changes: 0 }] })],
  ]
  for (const [status, body] of bodies) {
    Object.assign(desk, { status, body })
    await reconcile(deps)
    await wait(3601)
  }
  expect(desk.asked).toHaveLength(3)
  const reader = await signedIn(service, auditor.id)
  expect((await reader.get(page)).body).toContain('Một cửa điện tử chưa trả lời')
  Object.assign(desk, { status: 200, body: JSON.stringify({ traces: [] }) })
  await reconcile(deps)
  await wait(7200)
  await reconcile(deps)
  expect(desk.asked).toHaveLength(4)
  const later = await signedIn(service, auditor.id)
  expect((await later.get(page)).body).toContain('Không xử lý hồ sơ nào')
})

test('kept as long as the sign-ins themselves, then purged', async () => {
  const huy = await addOfficer(deps)
  const id = await openDoor()
  await byStandby(huy)
  await close(id)
  await wait(8 * day)
  await reconcile(deps)
  const rows = async () => (await one(deps.db, sql<{ n: number }>`select count(*)::int4 as n from standby_traces`)).n
  await purge(deps)
  expect(await rows()).toBe(1)
  await wait(401 * day)
  await purge(deps)
  expect(await rows()).toBe(0)
})

test('an opening that is not there is not found; a quiet service says what to expect', async () => {
  const reader = await signedIn(service, auditor.id)
  expect((await reader.get(`${page}?period=nothing`)).statusCode).toBe(404)
  expect((await reader.get(page)).body).toContain('Chưa có ai đăng nhập qua cửa dự phòng')
})
