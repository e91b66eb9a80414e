// Sessions at their boundaries: idle, total by door, at most three, and what a form of an idle person keeps.
import { shiftClock } from '@motcua/db/clock.ts'
import { inTransaction, one, sql } from '@motcua/db/query.ts'
import { afterAll, afterEach, expect, test } from 'vitest'
import { purge } from '../../jobs/purge.ts'
import { buildTestDesk } from '../../testing/build-app.ts'
import { loadSamples } from '../../testing/desk-database.ts'
import { openSession } from './open-session.ts'
import { endSessions, lockSid } from './store.ts'
import { noteLogout } from './used-once.ts'

const desk = await buildTestDesk()
const { db } = desk.deps
await loadSamples(db)
afterAll(desk.close)
afterEach(() => shiftClock(db, 0))

const page = '/vi/dossiers'
const nowSeconds = () => Math.floor(Date.now() / 1000)

test('idle: 15 minutes less a second pass, 15 minutes and a second do not', async () => {
  const [a, b] = [await desk.signedIn(), await desk.signedIn()]
  await shiftClock(db, 899)
  expect((await a.get(page)).statusCode).toBe(200)
  await shiftClock(db, 901)
  expect((await b.get(page)).statusCode).toBe(303)
  // The one that was used a moment ago goes on.
  expect((await a.get(page)).statusCode).toBe(200)
})

test.each([
  ['standby', 8 * 3600],
  ['portal', 12 * 3600],
] as const)('total by the %s door: %i seconds from the proof, however busy', async (door, total) => {
  const browser = await desk.signedIn({ door, authTime: nowSeconds() })
  for (let at = 800; at < total - 2; at += 800) {
    await shiftClock(db, at)
    expect((await browser.post('/vi/stay', await token(browser))).statusCode).toBe(204)
  }
  await shiftClock(db, total - 3)
  expect((await browser.get(page)).statusCode).toBe(200)
  await shiftClock(db, total + 1)
  expect((await browser.get(page)).statusCode).toBe(303)
})

test('a session opened late in the account service’s own counts from the proof, not from here', async () => {
  const browser = await desk.signedIn({ door: 'standby', authTime: nowSeconds() - 8 * 3600 + 60 })
  expect((await browser.get(page)).statusCode).toBe(200)
  await shiftClock(db, 61)
  expect((await browser.get(page)).statusCode).toBe(303)
})

test('at most three at once: the fourth ends the oldest', async () => {
  const sub = 'somebody-with-four'
  const browsers = [
    await desk.signedIn({ sub }),
    await desk.signedIn({ sub }),
    await desk.signedIn({ sub }),
    await desk.signedIn({ sub }),
  ]
  const codes = []
  for (const browser of browsers) codes.push((await browser.get(page)).statusCode)
  expect(codes).toEqual([303, 200, 200, 200])
})

const made = (sub: string, sid: string) => ({
  sid,
  sub,
  name: 'Lê Thị Kiểm',
  agency: 'H09.31.01',
  agencyName: 'UBND phường',
  role: 'officer' as const,
  rights: [],
  door: 'portal' as const,
  periodId: null,
  authTime: nowSeconds(),
  idToken: '',
})
const living = async (sub: string) =>
  (await one(db, sql<{ n: number }>`select count(*) as n from sessions where sub = ${sub} and ended_at is null`)).n

test('five begin at once: three live', async () => {
  const sub = 'somebody-with-five-at-once'
  await Promise.all([1, 2, 3, 4, 5].map((n) => openSession(db, made(sub, `five ${n}`))))
  expect(await living(sub)).toBe(3)
})

test('a sign-in and the sign-out of the same session at once: no session is left', async () => {
  const signOut = (sub: string, sid: string) =>
    inTransaction(db, async (tx) => {
      await lockSid(tx, sid)
      await noteLogout(tx, sid, 600)
      await endSessions(tx, { sid, sub }, 'back-channel')
    })
  for (let round = 0; round < 10; round += 1) {
    const [sub, sid] = [`out at once ${round}`, `at once ${round}`]
    await Promise.all([openSession(db, made(sub, sid)), signOut(sub, sid)])
    expect(await living(sub)).toBe(0)
  }
})

test('a sign of life keeps the session, and without one it says so by leading away', async () => {
  const browser = await desk.signedIn()
  const fields = await token(browser)
  await shiftClock(db, 890)
  expect((await browser.post('/vi/stay', fields)).statusCode).toBe(204)
  await shiftClock(db, 1700)
  expect((await browser.get(page)).statusCode).toBe(200)
  await shiftClock(db, 2700)
  expect((await browser.post('/vi/stay', fields)).statusCode).toBe(303)
})

test('a form sent after the person went idle: what was typed is kept, and the way leads back to it', async () => {
  const browser = await desk.signedIn({ sub: 'somebody-idle' })
  const shown = await browser.get('/vi/dossiers/new')
  const formId = /name="form_id" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
  const typed = { procedure: '1.004873', applicant_name: 'Trần Văn Bảo' }
  const fields = { ...(await token(browser)), form_id: formId, ...typed }
  await shiftClock(db, 901)
  const answer = await browser.post('/vi/dossiers/new', fields)
  expect(answer.statusCode).toBe(303)
  expect(String(answer.headers.location)).toContain('prompt=login')
  const kept = await one(db, sql<{ fields: object }>`select fields from drafts where sub = 'somebody-idle'`)
  expect(JSON.stringify(kept.fields)).toContain('Trần Văn Bảo')
  const auth_time = nowSeconds() + 901
  const back = await browser.get(
    desk.account.approve(String(answer.headers.location), { sub: 'somebody-idle', auth_time }),
  )
  expect(back.headers.location).toBe('/vi/dossiers/new')
  expect((await browser.get('/vi/dossiers/new')).body).toContain('Trần Văn Bảo')
})

test('a form sent after the session’s whole time was over keeps what was typed as well', async () => {
  const browser = await desk.signedIn({ sub: 'somebody-late', door: 'standby', authTime: nowSeconds() - 8 * 3600 + 60 })
  const shown = await browser.get('/vi/dossiers/new')
  const formId = /name="form_id" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
  const fields = { ...(await token(browser)), form_id: formId, applicant_name: 'Trần Văn Bảo' }
  await shiftClock(db, 61)
  const answer = await browser.post('/vi/dossiers/new', fields)
  expect([answer.statusCode, String(answer.headers.location).includes('/oidc/auth')]).toEqual([303, true])
  const kept = await one(db, sql<{ fields: object }>`select fields from drafts where sub = 'somebody-late'`)
  expect(JSON.stringify(kept.fields)).toContain('Trần Văn Bảo')
})

test('a form of a session that was ended keeps nothing', async () => {
  const browser = await desk.signedIn({ sub: 'somebody-ended' })
  const shown = await browser.get('/vi/dossiers/new')
  const formId = /name="form_id" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
  const fields = { ...(await token(browser)), form_id: formId, applicant_name: 'Trần Văn Bảo' }
  const session = browser.cookies.get('desk_session') ?? ''
  await browser.post('/vi/sign-out', fields)
  browser.cookies.set('desk_session', session)
  expect((await browser.post('/vi/dossiers/new', fields)).statusCode).toBe(303)
  expect(await one(db, sql`select count(*)::int4 as n from drafts where sub = 'somebody-ended'`)).toEqual({ n: 0 })
})

test('the page carries the warning: 15 minutes, 2 before, and without JavaScript it leads away by itself', async () => {
  const browser = await desk.signedIn()
  const { body } = await browser.get('/vi/dossiers?of=agency')
  expect(body).toContain('data-idle="900"')
  expect(body).toContain('data-warn="120"')
  const away = '/vi/signed-out?next=%2Fvi%2Fdossiers%3Fof%3Dagency'
  expect(body).toContain(`<noscript><meta http-equiv="refresh" content="905;url=${away}"`)
})

test('rows of people long gone are purged, with used states and old drafts', async () => {
  await desk.signedIn()
  await shiftClock(db, 31 * 86_400 + 12 * 3600)
  await purge(desk.deps)
  expect(await one(db, sql`select count(*)::int4 as n from sessions`)).toEqual({ n: 0 })
  expect(await one(db, sql`select count(*)::int4 as n from used_once`)).toEqual({ n: 0 })
})

/** The form token of this browser; looking at the look-up page touches no session. */
async function token(browser: Awaited<ReturnType<typeof desk.signedIn>>): Promise<{ _token: string }> {
  const { body } = await browser.get('/vi/look-up')
  return { _token: /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? '' }
}
