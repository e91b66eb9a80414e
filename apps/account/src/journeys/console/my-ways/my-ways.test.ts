// Passkeys of administrators: added, removed, as the whole sign-in at the console and as a fresh proof.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { passkeyPage, SoftPasskey } from '../../../testing/passkey.ts'
import { addAdministrator, addOfficer, ageProof, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const list = '/vi/console/my-ways'
const newKey = `${list}/passkeys/new`
const signIn = '/vi/console/sign-in'
const byKey = `${signIn}/passkey`

let who: Awaited<ReturnType<typeof addAdministrator>>
let browser: Browser
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  who = await addAdministrator(deps)
  browser = await signedIn(service, who.id)
})

type Wrong = Parameters<SoftPasskey['get']>[1]

async function addKey(from = browser, page = newKey) {
  const soft = new SoftPasskey()
  const { options, fields } = await passkeyPage(from, page)
  expect((await from.post(page, { ...fields, name: 'Máy trực', answer: soft.create(options) })).statusCode).toBe(303)
  return soft
}

async function enterWith(soft: SoftPasskey, wrong: Wrong = {}, at = service.browser()) {
  const { options, fields } = await passkeyPage(at, signIn, byKey)
  return { at, options, answer: await at.post(byKey, { ...fields, answer: soft.get(options, wrong) }) }
}

const sessions = (accountId = who.id) =>
  all(
    deps.db,
    sql<{
      door: string
      amr: string[]
    }>`select door, amr from sessions where account_id = ${accountId} and ended_at is null
      and browser <> 'test'`,
  )

describe('as the whole sign-in', () => {
  test('in without user name, password or code; no list of keys is given to a stranger', async () => {
    const soft = await addKey()
    const { at, options, answer } = await enterWith(soft)
    expect(options.allowCredentials).toEqual([])
    expect(answer.headers.location).toBe('/vi/console/standby')
    expect(await sessions()).toEqual([{ door: 'console', amr: ['hwk'] }])
    expect((await at.get(list)).body).toContain('Máy trực')
  })

  test('auditors too', async () => {
    const auditor = await addAdministrator(deps, 'auditor')
    const soft = await addKey(await signedIn(service, auditor.id))
    expect((await enterWith(soft)).answer.statusCode).toBe(303)
  })

  const wrongs: [string, Wrong][] = [
    ['without PIN, finger or face', { verified: false }],
    ['of another origin', { origin: 'http://localhost:4666' }],
    ['of another site', { rpId: 'evil.example' }],
    ['to a foreign challenge', { challenge: 'YW5vdGhlciBvbmU' }],
    ['with a counter that went back', { counter: 0 }],
    ['in another person’s name', { handle: Buffer.from('somebody').toString('base64url') }],
    ['that names nobody', { handle: '' }],
  ]
  test.each(wrongs)('an answer %s is refused', async (_name, wrong) => {
    const soft = await addKey()
    const { answer } = await enterWith(soft, wrong)
    expect([answer.statusCode, answer.body.includes('chưa được chấp nhận')]).toEqual([422, true])
    expect(await sessions()).toEqual([])
  })

  test('an officer’s key, and that of a suspended administrator, open nothing', async () => {
    const person = await addOfficer(deps, officer())
    const theirs = await addKey(await signedIn(service, person.id, 'portal'), '/vi/my-account/ways/passkeys/new')
    const mine = await addKey()
    await sql`update accounts set suspended_at = clock_now() where id = ${who.id}`.execute(deps.db)
    for (const soft of [theirs, mine]) expect((await enterWith(soft)).answer.statusCode).toBe(422)
    expect([...(await sessions()), ...(await sessions(person.id))]).toEqual([])
  })

  test('a question counts once, in its own browser, within 5 minutes', async () => {
    const soft = await addKey()
    const [at, other] = [service.browser(), service.browser()]
    const { options, fields } = await passkeyPage(at, signIn, byKey)
    const foreign = await other.post(byKey, {
      ...fields,
      _token: await tokenOn(other, signIn),
      answer: soft.get(options),
    })
    expect([foreign.statusCode, foreign.body.includes('đã hết hạn hoặc đã dùng')]).toEqual([422, true])
    const answer = soft.get(options)
    const twice = await Promise.all([at.post(byKey, { ...fields, answer }), at.post(byKey, { ...fields, answer })])
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422])
    expect(await sessions()).toHaveLength(1)
    const late = await passkeyPage(other, signIn, byKey)
    await shiftClock(deps.db, 301)
    expect((await other.post(byKey, { ...late.fields, answer: soft.get(late.options) })).statusCode).toBe(422)
  })
})

describe('as a fresh proof', () => {
  const confirm = '/vi/console/confirm?next=%2Fconsole%2Fmy-ways'
  const action = '/vi/console/confirm/passkey'

  test('offered to whoever has one, and leads back', async () => {
    expect((await browser.get(confirm)).body).not.toContain('data-passkey')
    const soft = await addKey()
    await ageProof(deps, who.id, 301)
    expect((await browser.get(newKey)).headers.location).toContain('/console/confirm')
    const { options, fields } = await passkeyPage(browser, confirm, action)
    const answer = await browser.post(action, { ...fields, answer: soft.get(options) })
    expect(answer.headers.location).toBe(list)
    expect((await browser.get(newKey)).statusCode).toBe(200)
  })

  test('a mere touch, or somebody else’s key, proves nothing', async () => {
    const soft = await addKey()
    const other = await addAdministrator(deps)
    const theirs = await addKey(await signedIn(service, other.id))
    await ageProof(deps, who.id, 301)
    for (const answerOf of [
      (o: { challenge: string }) => soft.get(o, { verified: false }),
      (o: { challenge: string }) => theirs.get(o),
    ]) {
      const { options, fields } = await passkeyPage(browser, confirm, action)
      expect((await browser.post(action, { ...fields, answer: answerOf(options) })).statusCode).toBe(422)
    }
    expect((await browser.get(newKey)).headers.location).toContain('/console/confirm')
  })
})

describe('adding and removing', () => {
  const keyOf = async (accountId = who.id) =>
    (
      await one(
        deps.db,
        sql<{ id: string }>`select id from passkeys where account_id = ${accountId} and removed_at is null`,
      )
    ).id
  const remove = async (id: string) =>
    browser.post(`${list}/passkeys/${id}/remove`, { _token: await tokenOn(browser, newKey) })

  test('a key that its device makes without PIN, finger or face is not taken', async () => {
    const { options, fields } = await passkeyPage(browser, newKey)
    const answer = await browser.post(newKey, {
      ...fields,
      name: 'X',
      answer: new SoftPasskey().create(options, { verified: false }),
    })
    expect([answer.statusCode, answer.body.includes('chưa được chấp nhận')]).toEqual([422, true])
  })

  test('a name is needed', async () => {
    const { options, fields } = await passkeyPage(browser, newKey)
    const answer = await browser.post(newKey, { ...fields, name: '', answer: new SoftPasskey().create(options) })
    expect([answer.statusCode, answer.body.includes('Hãy đặt tên')]).toEqual([422, true])
  })

  test('removed: it opens nothing any more, other sessions end, both are in the audit', async () => {
    const soft = await addKey()
    const { at } = await enterWith(soft)
    const id = await keyOf()
    expect((await browser.get(`${list}/passkeys/${id}/remove`)).body).toContain('Máy trực')
    expect((await remove(id)).headers.location).toBe(`${list}?done=removed`)
    expect((await browser.get(`${list}?done=removed`)).body).toContain('Đã xóa khóa')
    expect((await at.get(list)).headers.location).toContain('/console/sign-in')
    expect((await enterWith(soft)).answer.statusCode).toBe(422)
    const events = await all(
      deps.db,
      sql<{ event: string }>`select event from audit_events where account_id = ${who.id}`,
    )
    expect(events.map(({ event }) => event)).toEqual(expect.arrayContaining(['passkey-added', 'passkey-removed']))
  })

  test('the last way stays; what is gone or another’s is not there', async () => {
    await addKey()
    const id = await keyOf()
    await sql`delete from authenticators where account_id = ${who.id}`.execute(deps.db)
    const last = await remove(id)
    expect([last.statusCode, last.body.includes('cách xác thực duy nhất')]).toEqual([422, true])
    const other = await addAdministrator(deps)
    await addKey(await signedIn(service, other.id))
    for (const gone of [await keyOf(other.id), 'x']) {
      const answer = await remove(gone)
      expect([answer.statusCode, answer.body.includes('không còn')]).toEqual([409, true])
    }
  })

  test('both need a fresh proof', async () => {
    await addKey()
    const id = await keyOf()
    const _token = await tokenOn(browser, newKey)
    await ageProof(deps, who.id, 301)
    for (const url of [newKey, `${list}/passkeys/${id}/remove`]) {
      expect((await browser.get(url)).headers.location).toContain('/console/confirm')
      expect((await browser.post(url, { _token })).headers.location).toContain('/console/confirm')
    }
  })
})
