// What the journeys' own tests leave: each form submitted twice at once. testing/at-once.ts says which test has which; real concurrency
// shows on PostgreSQL, where this file runs too.
import { randomInt } from 'node:crypto'
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { buildApp } from './app.ts'
import { insertDrill } from './records/drills/store.ts'
import { newAuthenticatorSecret, storeAuthenticator } from './records/factors/authenticator.ts'
import { insertPeriod } from './records/standby/store.ts'
import { buildTestService } from './testing/build-app.ts'
import { solveCaptcha } from './testing/captcha.ts'
import { codeOf, signedIn, tokenOn } from './testing/console-browser.ts'
import { arrivalOf, identityOf } from './testing/fake-portal.ts'
import { passkeyPage, SoftPasskey } from './testing/passkey.ts'
import { addAdministrator, addAgencies, addOfficer, ageProof, goodPassword, officer } from './testing/people.ts'
import { addRelyingParty, authorization, pathOf } from './testing/relying-party.ts'

const service = await buildTestService()
const { deps, portal } = service
const { db } = deps
const second = (await buildApp({ ...deps })).app
afterAll(async () => {
  await second.close()
  await service.close()
})

type Answers = Awaited<ReturnType<Browser['submitTwice']>>
const statuses = (answers: Answers) => answers.map(({ statusCode }) => statusCode).sort()
const places = (answers: Answers) => answers.map(({ headers }) => headers.location ?? '')

/** The same person's browser at the other node. */
function elsewhere(browser: Browser): Browser {
  const same = new Browser(second)
  for (const [name, value] of browser.cookies) same.cookies.set(name, value)
  return same
}

/** Two people's forms of one page, sent at once to two nodes. */
async function both(
  [a, b]: readonly [Browser, Browser],
  page: string,
  url: string,
  fields: Record<string, string> = {},
) {
  const far = elsewhere(b)
  const forms = await Promise.all([a, far].map(async (at) => hiddenFields((await at.get(page)).body, url)))
  return Promise.all([a.post(url, { ...forms[0], ...fields }), far.post(url, { ...forms[1], ...fields })])
}

const phone = () => `0907${String(randomInt(10 ** 6)).padStart(6, '0')}`
const e164 = (number: string) => `+84${number.slice(1)}`
const codesTo = async (number: string) =>
  (
    await one(
      db,
      sql<{ n: number }>`select count(*)::int4 as n from messages where kind = 'code' and phone = ${number}`,
    )
  ).n
const eventsOf = async (event: string, accountId: string) =>
  (
    await all(
      db,
      sql`select 1 from audit_events where event = ${event} and (account_id = ${accountId} or actor_id = ${accountId})`,
    )
  ).length

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await shiftClock(db, 0)
  await run(db, sql`delete from limits`)
  await run(db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  await insertPeriod(db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng', minutes: 60, openedBy: null })
  who = await addOfficer(deps, officer())
})

/** At a form that sends the first code: its page, where it goes, and what it takes. */
type Form = { browser: Browser; page: string; url: string; fields: Record<string, string>; to: string }

const firsts: Record<string, () => Promise<Form>> = {
  registration: async () => {
    const browser = service.browser()
    const number = phone()
    const altcha = await solveCaptcha(browser, 'register')
    const password = { password: goodPassword, again: goodPassword }
    const fields = { kind: 'citizen', name: 'Trần Văn Dân', phone: number, altcha, ...password }
    return { browser, page: '/vi/register', url: '/vi/register', fields, to: e164(number) }
  },
  'OTP registration': async () => {
    const bare = await addOfficer(deps, officer(), true)
    const browser = await signedIn(service, bare.id, 'portal')
    const page = '/vi/my-account/register-otp'
    const altcha = await solveCaptcha(browser, 'register-otp')
    return { browser, page, url: page, fields: { choice: bare.phoneId, altcha }, to: bare.phone }
  },
  'a further phone': async () => {
    const number = phone()
    const page = '/vi/my-account/phones/new'
    const browser = await signedIn(service, who.id, 'portal')
    return { browser, page, url: page, fields: { country: '+84', number }, to: e164(number) }
  },
  'another phone': async () => {
    const number = phone()
    const page = `/vi/my-account/phones/${who.phoneId}/edit`
    const browser = await signedIn(service, who.id, 'portal')
    return { browser, page, url: page, fields: { country: '+84', number }, to: e164(number) }
  },
  'a fresh proof': async () => {
    const browser = await signedIn(service, who.id, 'portal')
    await ageProof(deps, who.id, 1000)
    const page = '/vi/my-account/confirm?next=%2Fmy-account%2Fphones%2Fnew'
    return { browser, page, url: '/vi/my-account/confirm', fields: { password: who.password }, to: who.phone }
  },
}

test.each(Object.keys(firsts))('a form that sends a code, sent twice at once: one message: %s', async (name) => {
  const { browser, page, url, fields, to } = await (firsts[name] as () => Promise<Form>)()
  const before = await codesTo(to)
  const answers = await browser.submitTwice(page, url, fields)
  expect(await codesTo(to)).toBe(before + 1)
  for (const answer of answers) expect([303, 422, 429]).toContain(answer.statusCode)
  expect(places(answers).filter(Boolean).length).toBeGreaterThan(0)
})

const resends: Record<string, () => Promise<Form>> = {
  'sign-in': async () => {
    const browser = service.browser()
    await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
    return { browser, page: '/vi/sign-in/code', url: '/vi/sign-in/code/send-again', fields: {}, to: who.phone }
  },
  reset: async () => {
    const browser = service.browser()
    const fields = { account: who.idNumber, altcha: await solveCaptcha(browser, 'forgot') }
    await browser.submit('/vi/forgot-password', '/vi/forgot-password', fields)
    return { browser, page: '/vi/reset-password', url: '/vi/reset-password/send-again', fields: {}, to: who.phone }
  },
  registration: () => afterFirst('registration', '/vi/register/code'),
  'OTP registration': () => afterFirst('OTP registration', '/vi/my-account/register-otp/code'),
  'a further phone': () => afterFirst('a further phone', '/vi/my-account/phones/code?for=new'),
  'a fresh proof': () =>
    afterFirst('a fresh proof', '/vi/my-account/confirm?next=%2Fmy-account%2Fphones%2Fnew', '/code'),
  'a lost phone': async () => {
    const browser = service.browser()
    await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
    const number = phone()
    await browser.submit('/vi/lost-phone', '/vi/lost-phone', { number })
    await run(db, sql`update joint_requests set second_at = clock_now() where account_id = ${who.id}`)
    return { browser, page: '/vi/lost-phone', url: '/vi/lost-phone/code/send', fields: {}, to: e164(number) }
  },
}

/** The first code has left; the page of the code, and its button. */
async function afterFirst(name: string, page: string, more = ''): Promise<Form> {
  const made = await (firsts[name] as () => Promise<Form>)()
  await made.browser.submit(made.page, made.url, made.fields)
  return { ...made, page, url: `${page.split('?')[0]}${more}/send-again`, fields: {} }
}

test.each(Object.keys(resends))('asked for again, twice at once: one message: %s', async (name) => {
  const { browser, page, url, fields, to } = await (resends[name] as () => Promise<Form>)()
  await service.deliver()
  await shiftClock(db, 61)
  const before = await codesTo(to)
  const answers = await browser.submitTwice(page, url, fields)
  expect(await codesTo(to)).toBe(before + 1)
  // A registration's answers are the same whoever has the number: nobody is told that no code left.
  expect(statuses(answers)).toEqual([303, name === 'registration' ? 303 : 429])
})

test('a forgotten password asked for twice at once with one captcha: one reset, one message', async () => {
  const browser = service.browser()
  const fields = { account: who.idNumber, altcha: await solveCaptcha(browser, 'forgot') }
  const answers = await browser.submitTwice('/vi/forgot-password', '/vi/forgot-password', fields)
  expect(statuses(answers)).toEqual([303, 422])
  expect([await codesTo(who.phone), await eventsOf('reset-started', who.id)]).toEqual([1, 1])
})

test('an approval asked for twice at once: one request', async () => {
  const browser = service.browser()
  const fields = { account: who.idNumber, altcha: await solveCaptcha(browser, 'forgot') }
  await browser.submit('/vi/forgot-password', '/vi/forgot-password', fields)
  const answers = await browser.submitTwice('/vi/reset-password', '/vi/reset-password/ask')
  expect(statuses(answers)).toEqual([200, 200])
  expect(await all(db, sql`select 1 from reset_requests where account_id = ${who.id}`)).toHaveLength(1)
})

test('a new number asked for twice at once: one request, counted and told once', async () => {
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  const answers = await browser.submitTwice('/vi/lost-phone', '/vi/lost-phone', { number: phone() })
  expect(places(answers)).toEqual(['/vi/lost-phone', '/vi/lost-phone'])
  expect(await all(db, sql`select 1 from joint_requests where account_id = ${who.id}`)).toHaveLength(1)
  expect(await eventsOf('number-asked', who.id)).toBe(1)
  expect(await one(db, sql`select hits from limits where name = 'joint-asks' and subject = ${who.id}`)).toEqual({
    hits: 1,
  })
  expect(await all(db, sql`select 1 from messages where kind = 'notice' and phone = ${who.phone}`)).toHaveLength(1)
})

test('signing out twice at once: one end, both read the same', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const answers = await browser.submitTwice('/vi/sign-out', '/vi/sign-out')
  expect(places(answers)).toEqual(['/vi/sign-in?done=signed-out', '/vi/sign-in?done=signed-out'])
  expect(await eventsOf('sign-out', who.id)).toBe(1)
})

const wishes: [string, string, string, Record<string, string>, string][] = [
  ['the way asked first', '/vi/my-account/ways', '/vi/my-account/ways', { way: 'authenticator' }, 'way-preferred'],
  ['told of openings', '/vi/my-account/info', '/vi/my-account/opening-notices', { wish: 'ask' }, 'openings-asked'],
]
test.each(wishes)('a wish pressed twice at once is one change: %s', async (_name, page, url, fields, event) => {
  await storeAuthenticator(db, deps.secret, who.id, newAuthenticatorSecret())
  const browser = await signedIn(service, who.id, 'portal')
  const answers = await browser.submitTwice(page, url, fields)
  expect(statuses(answers)).toEqual([303, 303])
  expect(await eventsOf(event, who.id)).toBe(1)
})

const addPasskey = async (browser: Browser, page: string): Promise<SoftPasskey> => {
  const key = new SoftPasskey()
  const { options, fields } = await passkeyPage(browser, page)
  expect((await browser.post(page, { ...fields, name: 'Máy trực', answer: key.create(options) })).statusCode).toBe(303)
  return key
}
const passkeyOf = async (accountId: string) =>
  (await one(db, sql<{ id: string }>`select id from passkeys where account_id = ${accountId}`)).id

test.each(['authenticator', 'passkey'])('a way removed twice at once is removed once: %s', async (kind) => {
  const browser = await signedIn(service, who.id, 'portal')
  const ways = '/vi/my-account/ways'
  if (kind === 'authenticator') await storeAuthenticator(db, deps.secret, who.id, newAuthenticatorSecret())
  else await addPasskey(browser, `${ways}/passkeys/new`)
  const url = `${ways}/${kind === 'passkey' ? `passkeys/${await passkeyOf(who.id)}` : kind}/remove`
  const answers = await browser.submitTwice(url, url)
  expect(statuses(answers)).toEqual([303, 409])
  expect(await eventsOf(`${kind}-removed`, who.id)).toBe(1)
})

test.each(['my account', 'console'])('a passkey’s answer sent twice at once proves once: %s', async (name) => {
  const isConsole = name === 'console'
  const { id } = isConsole ? await addAdministrator(deps) : who
  const browser = await signedIn(service, id, isConsole ? 'console' : 'portal')
  const home = isConsole ? '/vi/console' : '/vi/my-account'
  const key = await addPasskey(browser, `${home}/${isConsole ? 'my-ways' : 'ways'}/passkeys/new`)
  await ageProof(deps, id, 400)
  const next = isConsole ? '/console/my-ways' : '/my-account/phones/new'
  const page = isConsole ? `${home}/confirm?next=${next}` : `${home}/confirm/passkey?next=${next}`
  const { options, fields } = await passkeyPage(browser, page, `${home}/confirm/passkey`)
  const form = { ...fields, answer: key.get(options) }
  const answers = await Promise.all([1, 2].map(() => browser.post(`${home}/confirm/passkey`, form)))
  expect(places(answers as Answers)).toContain(`/vi${next}`)
  expect(await eventsOf('fresh-proof', id)).toBe(1)
})

test('two returns from one trip at once: one session', async () => {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const browser = service.browser()
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const back = `/portal/callback?code=x&state=${new URL(String(out.headers.location)).searchParams.get('state')}`
  const answers = await Promise.all([browser.get(back), elsewhere(browser).get(back)])
  expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1)
  expect(await all(db, sql`select 1 from sessions where account_id = ${who.id}`)).toHaveLength(1)
})

test('two who resume one request at once: one answer', async () => {
  await addRelyingParty(service)
  const browser = await signedIn(service, who.id, 'portal')
  const asked = await browser.get(authorization('v'.repeat(43)))
  const resume = pathOf((await browser.get(pathOf(asked.headers.location) ?? '')).headers.location) ?? ''
  const answers = await Promise.all([browser.get(resume), browser.get(resume)])
  const codes = answers.map(({ headers }) =>
    new URL(String(headers.location), 'http://localhost').searchParams.get('code'),
  )
  expect(codes.filter(Boolean)).toHaveLength(1)
})

describe('at the console', () => {
  let admin: Awaited<ReturnType<typeof addAdministrator>>
  let other: Awaited<ReturnType<typeof addAdministrator>>
  let two: readonly [Browser, Browser]
  beforeEach(async () => {
    admin = await addAdministrator(deps)
    other = await addAdministrator(deps)
    two = [await signedIn(service, admin.id), await signedIn(service, other.id)]
  })
  const eventsBy = async (event: string) => (await eventsOf(event, admin.id)) + (await eventsOf(event, other.id))

  test('the code of the app sent twice at once proves once at the console', async () => {
    await ageProof(deps, admin.id, 400)
    const page = '/vi/console/confirm'
    const fields = { password: admin.password, code: await codeOf(deps, admin.secret) }
    expect(statuses(await two[0].submitTwice(page, page, fields))).toEqual([303, 422])
    expect(await eventsOf('fresh-proof', admin.id)).toBe(1)
  })

  test('an administrator’s passkey added, then removed, twice at once: once each', async () => {
    const list = '/vi/console/my-ways'
    const page = `${list}/passkeys/new`
    const { options, fields } = await passkeyPage(two[0], page)
    const form = { ...fields, name: 'Máy trực', answer: new SoftPasskey().create(options) }
    const added = await Promise.all([1, 2].map(() => two[0].post(page, form)))
    expect(statuses(added as Answers)).toEqual([303, 422])
    const url = `${list}/passkeys/${await passkeyOf(admin.id)}/remove`
    expect(statuses(await two[0].submitTwice(url, url))).toEqual([303, 409])
    expect([await eventsBy('passkey-added'), await eventsBy('passkey-removed')]).toEqual([1, 1])
  })

  test('two who extend at once: one extension, the second sees who did it', async () => {
    const { id } = await one(db, sql<{ id: string }>`select id from standby_periods where closed_at is null`)
    const url = `/vi/console/standby/${id}/extend`
    const fields = { reason: 'Cổng vẫn chưa truy cập được', minutes: '120' }
    const answers = await both(two, url, url, fields)
    expect(statuses(answers)).toEqual([303, 409])
    expect(answers.find(({ statusCode }) => statusCode === 409)?.body).toContain('Cửa đã được Quản trị')
    expect(await eventsBy('standby-opened')).toBe(1)
  })

  test('two who cancel one drill at once: one cancels, the second is told', async () => {
    await addAgencies(deps)
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    const scope = { kind: 'agencies', codes: ['H09.31'] } as const
    const made = { scope, reason: 'Diễn tập quý IV', startsAt: at(48), endsAt: at(48.5), plannedBy: admin.id }
    const id = await insertDrill(db, made)
    const url = `/vi/console/drills/${id}/cancel`
    const answers = await both(two, url, url, { reason: 'Trùng lịch họp giao ban' })
    expect(statuses(answers)).toEqual([303, 409])
    expect(await eventsBy('drill-cancelled')).toBe(1)
  })

  test('two who restore, or end the sessions of, one person at once: each happens once', async () => {
    const page = `/vi/console/officers/${who.id}`
    const mine = await signedIn(service, who.id, 'portal')
    expect(statuses(await both(two, page, `${page}/end-sessions`))).toEqual([303, 303])
    expect((await mine.get('/vi/my-account/info')).statusCode).toBe(303)
    expect(await eventsOf('session-ended', who.id)).toBe(1)
    await run(db, sql`update accounts set suspended_at = clock_now() where id = ${who.id}`)
    expect(statuses(await both(two, page, `${page}/restore`))).toEqual([303, 303])
    expect(await eventsOf('account-restored', who.id)).toBe(1)
  })

  test('a help number saved twice at once: one change', async () => {
    await run(db, sql`update agencies set help_phone = '', help_hours = '' where code = 'H09.31'`)
    const page = '/vi/console/agencies/H09.31'
    const answers = await both(two, page, page, { phone: '0274 3822 222', hours: '07:30–17:00' })
    expect(statuses(answers)).toEqual([303, 303])
    expect(await eventsBy('agency-help')).toBe(1)
  })

  test('two imports of the same agencies at once: both are told, each agency is there once', async () => {
    const page = '/vi/console/lists/agencies'
    const code = `Z${randomInt(10, 99)}`
    const list = [
      'code,national_id,name_vi,name_en,parent_code,kind,help_phone,help_hours,valid_from,valid_to',
      `${code},${code}x,Tỉnh thử,Test province,,province,,,2020-01-01,`,
      `${code}.01,${code}y,Xã thử,Test commune,${code},commune,,,2020-01-01,`,
    ].join('\n')
    const answers = await both(two, page, page, { csv: list, act: 'import' })
    for (const { statusCode } of answers) expect([200, 303]).toContain(statusCode)
    expect(await all(db, sql`select code from agencies where code like ${`${code}%`} order by code`)).toEqual([
      { code },
      { code: `${code}.01` },
    ])
  })

  const parties = '/vi/console/relying-parties'
  async function aParty(): Promise<string> {
    const id = `ung-dung-${randomInt(10 ** 8)}`
    const fields = {
      client_id: id,
      name_vi: 'Công dân số',
      name_en: 'Citizen app',
      redirect_uris: 'https://cds.example.vn/cb',
    }
    expect((await two[0].submit(`${parties}/new`, `${parties}/new`, fields)).statusCode).toBe(200)
    return id
  }

  test('two who change it at once: one change stands, the other is told', async () => {
    const id = await aParty()
    const page = `${parties}/${id}`
    const forms = await Promise.all(two.map(async (at) => hiddenFields((await at.get(page)).body, page)))
    const named = (name: string) => ({ name_vi: name, name_en: 'App', redirect_uris: 'https://cds.example.vn/cb' })
    const answers = await Promise.all(
      two.map((browser, index) => browser.post(page, { ...forms[index], ...named(`Tên ${index}`) })),
    )
    expect(statuses(answers as Answers)).toEqual([303, 409])
    expect(answers.find(({ statusCode }) => statusCode === 409)?.body).toContain('vừa được người khác đổi')
    const won = answers[0]?.statusCode === 303 ? 'Tên 0' : 'Tên 1'
    expect(await one(db, sql`select name_vi from relying_parties where client_id = ${id}`)).toEqual({ name_vi: won })
    expect(await eventsBy('party-changed')).toBe(1)
  })

  test('two new secrets at once: one is given, and it is the one that works', async () => {
    const id = await aParty()
    const page = `${parties}/${id}`
    const answers = await both(two, page, `${page}/secret`)
    expect(statuses(answers)).toEqual([200, 409])
    const shown = answers.map(({ body }) => /<code class="address">([^<]+)<\/code>/.exec(body)?.[1])
    const [secret] = shown.filter((text) => text !== undefined)
    const judged = await service.app.inject({
      method: 'POST',
      url: '/oidc/token',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: `grant_type=authorization_code&code=x&redirect_uri=https://cds.example.vn/cb&code_verifier=${'v'.repeat(43)}`,
    })
    expect(judged.json()).toMatchObject({ error: 'invalid_grant' })
    expect(await eventsBy('party-secret')).toBe(1)
  })

  test('two who stop it, then resume it, at once: each happens once', async () => {
    const page = `${parties}/${await aParty()}`
    expect(statuses(await both(two, page, `${page}/stop`))).toEqual([303, 409])
    expect(statuses(await both(two, page, `${page}/resume`))).toEqual([303, 409])
    expect([await eventsBy('party-stopped'), await eventsBy('party-resumed')]).toEqual([1, 1])
  })

  test('a policy proposed, agreed to and ended, each by two at once: each happens once', async () => {
    await run(db, sql`update standby_policies set ended_at = clock_now() where ended_at is null`)
    const page = '/vi/console/policies'
    const act = (people: readonly [Browser, Browser], fields: Record<string, string>) =>
      both(people, page, page, fields)
    expect(statuses(await act(two, { act: 'propose', agency: '' }))).toEqual([303, 409])
    const policy = await one(db, sql<{ id: string }>`select id from standby_policies where ended_at is null`)
    await run(db, sql`update standby_policies set proposed_by = ${other.id} where id = ${policy.id}`)
    const third = await signedIn(service, (await addAdministrator(deps)).id)
    expect(statuses(await act([two[0], third], { act: 'agree', id: policy.id }))).toEqual([303, 409])
    expect(statuses(await act(two, { act: 'end', id: policy.id }))).toEqual([303, 409])
    expect([await eventsBy('policy-proposed'), await eventsBy('policy-ended')]).toEqual([1, 1])
  })

  test.each(['unit administrator', 'administrator'])(
    'the same person says yes twice at once: one of the two: %s',
    async (role) => {
      await run(db, sql`delete from joint_requests`)
      const browser = service.browser()
      await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
      await browser.submit('/vi/lost-phone', '/vi/lost-phone', { number: phone() })
      const { id } = await one(db, sql<{ id: string }>`select id from joint_requests where account_id = ${who.id}`)
      const above = await addOfficer(deps, officer({ agency: 'H09.31', role: 'unit-admin' }))
      const isUnit = role === 'unit administrator'
      const by = isUnit ? await signedIn(service, above.id, 'portal') : two[0]
      const page = isUnit ? '/vi/my-account/approvals' : '/vi/console/requests'
      const form = { _token: await tokenOn(by, page), id, decision: 'approve' }
      const answers = await Promise.all([by.post(`${page}/joint`, form), elsewhere(by).post(`${page}/joint`, form)])
      expect(statuses(answers)).toEqual([303, 409])
      expect(await one(db, sql`select first_by, second_at from joint_requests where id = ${id}`)).toMatchObject({
        first_by: isUnit ? above.id : admin.id,
        second_at: null,
      })
    },
  )
})
