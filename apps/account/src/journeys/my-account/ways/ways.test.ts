// Cách xác thực through the door: set up, proven, chosen, removed, and everything that refuses.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { readQrCode } from '@motcua/web/testing/read-qr-code.ts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { storeAuthenticator, newAuthenticatorSecret } from '../../../records/factors/authenticator.ts'
import { type Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { passkeyPage, SoftPasskey } from '../../../testing/passkey.ts'
import { addCitizen, addOfficer, ageProof, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const page = '/vi/my-account/ways'
const app = `${page}/authenticator`
const newKey = `${page}/passkeys/new`

let who: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  who = await addOfficer(deps, officer())
  browser = await signedIn(service, who.id, 'portal')
})

const eventsOf = async (accountId = who.id) =>
  (
    await all(
      deps.db,
      sql<{ event: string }>`select event from audit_events where account_id = ${accountId} order by at, id`,
    )
  ).map((row) => row.event)

const offered = async (from = browser) => {
  const shown = await from.get(app)
  const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(shown.body)?.[1] ?? '').replaceAll(' ', '')
  return { shown, secret, fields: hiddenFields(shown.body, app) }
}

const addApp = async (from = browser) => {
  const { secret, fields } = await offered(from)
  const answer = await from.post(app, { ...fields, code: await codeOf(deps, secret) })
  expect(answer.headers.location).toBe(`${page}?done=authenticator`)
  return secret
}

const addKey = async (name = 'Máy quầy 3', from = browser) => {
  const key = new SoftPasskey()
  const { options, fields } = await passkeyPage(from, newKey)
  const answer = await from.post(newKey, { ...fields, name, answer: key.create(options) })
  expect(answer.headers.location).toBe(`${page}?done=passkey`)
  return key
}

const passkeyIds = () =>
  all(deps.db, sql<{ id: string }>`select id from passkeys where account_id = ${who.id} and removed_at is null`)

const noticesTo = async (phone: string) => {
  await service.deliver()
  return gateway.sent.filter((sms) => sms.phone === phone).map((sms) => sms.text)
}

test('the page shows the number, the risk of SMS, and the ways that are not there yet', async () => {
  const { body } = await browser.get(page)
  for (const word of ['CÁCH XÁC THỰC', 'Tin nhắn là cách yếu nhất', 'Ứng dụng xác thực', 'Khóa truy cập', 'Dùng trước'])
    expect(body).toContain(word)
  expect((await browser.get('/en/my-account/ways')).body).toContain('SMS is the weakest way')
})

describe('the authenticator app', () => {
  test('QR code and secret, a code as the proof, a notice to the phone, an audit row', async () => {
    const { shown, secret } = await offered()
    const code = new URL(readQrCode(shown.body))
    expect([code.protocol, code.host, code.searchParams.get('secret')]).toEqual(['otpauth:', 'totp', secret])
    expect(shown.headers['cache-control']).toBe('no-store')
    await addApp()
    expect((await browser.get(`${page}?done=authenticator`)).body).toContain('Đã thêm ứng dụng xác thực')
    expect((await noticesTo(who.phone)).at(-1)).toContain('ung dung xac thuc da duoc them')
    expect(await eventsOf()).toContain('authenticator-added')
  })

  test.each([-1, 1])('a code of the neighbouring step (%i) is taken', async (steps) => {
    const { secret, fields } = await offered()
    const answer = await browser.post(app, { ...fields, code: await codeOf(deps, secret, steps) })
    expect(answer.statusCode).toBe(303)
  })

  test.each([
    ['two steps off', 2, 'Mã chưa khớp'],
    ['two steps old', -2, 'Mã chưa khớp'],
  ])('a code %s is refused, and the same QR code stays', async (_name, steps, text) => {
    const { secret, fields } = await offered()
    const answer = await browser.post(app, { ...fields, code: await codeOf(deps, secret, steps) })
    expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
    expect(answer.body.replaceAll(' ', '')).toContain(secret)
  })

  test('no code at all is a field error', async () => {
    const { fields } = await offered()
    expect((await browser.post(app, { ...fields, code: '12ab' })).body).toContain('Mã gồm 6 chữ số.')
  })

  test('an offer older than 10 minutes, or of another session, starts anew', async () => {
    const { secret, fields } = await offered()
    const other = await signedIn(service, who.id, 'portal')
    const _token = await tokenOn(other, page)
    const foreign = await other.post(app, { ...fields, _token, code: await codeOf(deps, secret) })
    expect([foreign.statusCode, foreign.body.includes('Mã QR này đã hết hạn')]).toEqual([422, true])
    await shiftClock(deps.db, 601)
    await ageProof(deps, who.id, 0)
    const late = await browser.post(app, { ...fields, code: await codeOf(deps, secret) })
    expect([late.statusCode, late.body.includes('Mã QR này đã hết hạn')]).toEqual([422, true])
  })

  test('two submits at once add it once', async () => {
    const { secret, fields } = await offered()
    const code = await codeOf(deps, secret)
    const answers = await Promise.all([1, 2].map(() => browser.post(app, { ...fields, code })))
    expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303])
    expect((await eventsOf()).filter((event) => event === 'authenticator-added')).toHaveLength(1)
  })
})

describe('passkeys', () => {
  test('added with a name, listed, told to the phone', async () => {
    await addKey('Điện thoại của tôi')
    expect((await browser.get(page)).body).toContain('Điện thoại của tôi')
    expect((await noticesTo(who.phone)).at(-1)).toContain('passkey')
    expect(await eventsOf()).toContain('passkey-added')
  })

  type Wrong = Parameters<SoftPasskey['create']>[1]
  const wrongs: [string, Wrong][] = [
    ['of another origin', { origin: 'http://localhost:4666' }],
    ['of another site', { rpId: 'evil.example' }],
    ['to another challenge', { challenge: 'YW5vdGhlcg' }],
  ]
  test.each(wrongs)('an answer %s is refused', async (_name, wrong) => {
    const { options, fields } = await passkeyPage(browser, newKey)
    const answer = await browser.post(newKey, {
      ...fields,
      name: 'X',
      answer: new SoftPasskey().create(options, wrong),
    })
    expect([answer.statusCode, answer.body.includes('chưa được chấp nhận')]).toEqual([422, true])
    expect(await passkeyIds()).toEqual([])
  })

  test.each(['', '{', '[]', 'null', '{"id":"x"}'])('an answer that is none (%s) is refused', async (answer) => {
    const { fields } = await passkeyPage(browser, newKey)
    expect((await browser.post(newKey, { ...fields, name: 'X', answer })).statusCode).toBe(422)
  })

  test('a question is answered once, in its session, within 5 minutes', async () => {
    const { options, fields } = await passkeyPage(browser, newKey)
    const _token = await tokenOn(browser, page)
    const send = (asked: string, from = browser, token = _token) =>
      from.post(newKey, { asked, _token: token, name: 'X', answer: new SoftPasskey().create(options) })
    const asked = fields['asked'] ?? ''
    const other = await signedIn(service, who.id, 'portal')
    expect((await send(asked, other, await tokenOn(other, page))).body).toContain('đã hết hạn hoặc đã dùng rồi')
    const twice = await Promise.all([send(asked), send(asked)])
    expect(twice.map((answer) => answer.statusCode).sort()).toEqual([303, 422])
    const late = await passkeyPage(browser, newKey)
    await shiftClock(deps.db, 301)
    await ageProof(deps, who.id, 0)
    const after = await browser.post(newKey, {
      ...late.fields,
      name: 'X',
      answer: new SoftPasskey().create(late.options),
    })
    expect(after.body).toContain('Lượt xác thực này đã hết hạn hoặc đã dùng rồi')
    expect(await passkeyIds()).toHaveLength(1)
  })

  test('a name is needed, and kept after a refusal', async () => {
    const { options, fields } = await passkeyPage(browser, newKey)
    const answer = await browser.post(newKey, { ...fields, name: ' ', answer: new SoftPasskey().create(options) })
    expect([answer.statusCode, answer.body.includes('Hãy đặt tên')]).toEqual([422, true])
    const { fields: again } = await passkeyPage(browser, newKey)
    expect((await browser.post(newKey, { ...again, name: 'Quầy 9', answer: '' })).body).toContain('value="Quầy 9"')
  })

  test('the same key is added once; ten at most', async () => {
    const key = await addKey()
    const { options, fields } = await passkeyPage(browser, newKey)
    const again = await browser.post(newKey, { ...fields, name: 'X', answer: key.create(options) })
    expect([again.statusCode, again.body.includes('đã được thêm trước đó')]).toEqual([422, true])
    for (let count = 1; count < 10; count += 1) await addKey(`Khóa ${count}`)
    const more = await passkeyPage(browser, newKey)
    const answer = await browser.post(newKey, {
      ...more.fields,
      name: 'X',
      answer: new SoftPasskey().create(more.options),
    })
    expect([answer.statusCode, answer.body.includes('nhiều nhất 10 khóa')]).toEqual([422, true])
  })
})

test.each([app, newKey])('%s: a proof older than 5 minutes is renewed first', async (url) => {
  await ageProof(deps, who.id, 301)
  expect((await browser.get(url)).headers.location).toContain('/my-account/confirm?next=')
  const _token = await tokenOn(browser, page)
  expect((await browser.post(url, { _token })).headers.location).toContain('/my-account/confirm?next=')
  await ageProof(deps, who.id, 290)
  expect((await browser.get(url)).statusCode).toBe(200)
})

describe('removing', () => {
  const remove = (url: string) => browser.submit(url, url)

  test('an app or a passkey goes while another way remains; other sessions end, the phone is told', async () => {
    await addApp()
    await addKey()
    const elsewhere = await signedIn(service, who.id, 'portal')
    expect((await remove(`${app}/remove`)).headers.location).toBe(`${page}?done=removed`)
    expect((await elsewhere.get(page)).headers.location).toContain('/sign-in')
    const [key] = await passkeyIds()
    expect((await remove(`${page}/passkeys/${key?.id}/remove`)).headers.location).toBe(`${page}?done=removed`)
    expect(await passkeyIds()).toEqual([])
    expect((await noticesTo(who.phone)).filter((text) => text.includes('bi xoa'))).toHaveLength(2)
    expect(await eventsOf()).toEqual(expect.arrayContaining(['authenticator-removed', 'passkey-removed']))
  })

  test('the last way stays', async () => {
    await addApp()
    await sql`update phones set codes_from = null where account_id = ${who.id}`.execute(deps.db)
    const asked = await browser.get(`${app}/remove`)
    expect([asked.statusCode, asked.body.includes('cách xác thực duy nhất')]).toEqual([422, true])
    const answer = await browser.post(`${app}/remove`, { _token: await tokenOn(browser, page) })
    expect([answer.statusCode, answer.body.includes('cách xác thực duy nhất')]).toEqual([422, true])
  })

  test('of the last two, removed at once, one stays', async () => {
    await addApp()
    await addKey()
    await sql`update phones set codes_from = null where account_id = ${who.id}`.execute(deps.db)
    const [key] = await passkeyIds()
    const _token = await tokenOn(browser, page)
    const press = (url: string) => browser.post(url, { _token })
    const answers = await Promise.all([press(`${app}/remove`), press(`${page}/passkeys/${key?.id}/remove`)])
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 422])
  })

  test('what is gone, or somebody else’s, is not there', async () => {
    const other = await addOfficer(deps, officer())
    const theirs = await signedIn(service, other.id, 'portal')
    await addKey('Khóa của người khác', theirs)
    const { id } = await one(deps.db, sql<{ id: string }>`select id from passkeys where account_id = ${other.id}`)
    for (const url of [`${page}/passkeys/${id}/remove`, `${page}/passkeys/x/remove`, `${app}/remove`]) {
      const answer = await browser.post(url, { _token: await tokenOn(browser, page) })
      expect([answer.statusCode, answer.body.includes('Cách xác thực này không còn')]).toEqual([409, true])
    }
    expect((await theirs.get(page)).body).toContain('Khóa của người khác')
  })

  test('it needs a fresh proof', async () => {
    await addApp()
    await ageProof(deps, who.id, 301)
    expect((await browser.get(`${app}/remove`)).headers.location).toContain('/my-account/confirm')
    const answer = await browser.post(`${app}/remove`, { _token: await tokenOn(browser, page) })
    expect(answer.headers.location).toContain('/my-account/confirm')
  })
})

test('asked first: the person chooses among what they have', async () => {
  const prefer = async (way: string) => browser.post(page, { _token: await tokenOn(browser, page), way })
  expect((await prefer('authenticator')).statusCode).toBe(409)
  await addApp()
  expect((await prefer('authenticator')).headers.location).toBe(`${page}?done=preferred`)
  expect((await prefer('authenticator')).statusCode).toBe(303)
  expect((await eventsOf()).filter((event) => event === 'way-preferred')).toHaveLength(1)
})

test('before there is any way, a session of the portal may add the first one without a fresh proof; after that no more', async () => {
  const bare = await addOfficer(deps, officer(), true)
  const first = await signedIn(service, bare.id, 'portal')
  await ageProof(deps, bare.id, 3600)
  await addKey('Khóa đầu tiên', first)
  expect((await first.get(newKey)).headers.location).toContain('/my-account/confirm')
})

test('citizens have the page too', async () => {
  const citizen = await addCitizen(deps)
  const theirs = await signedIn(service, citizen.id, 'phone')
  await storeAuthenticator(deps.db, deps.secret, citizen.id, newAuthenticatorSecret())
  expect((await theirs.get(page)).body).toContain('Đổi ứng dụng')
})

test('the page that deletes the number says what opens the standby door without it', async () => {
  await addApp()
  const shown = await browser.get(`/vi/my-account/phones/${who.phoneId}/delete`)
  expect(shown.body).toContain('hãy dùng ứng dụng xác thực hoặc khóa truy cập của bạn')
  expect(shown.body).not.toContain('bạn không dùng được cửa dự phòng')
})
