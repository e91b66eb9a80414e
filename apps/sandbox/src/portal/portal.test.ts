// Trips to the simulated portal over real HTTP, as a relying party makes them.
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.ts'
import { createBrowser } from '../testing/browser.ts'
import { accountOrigin, arrive, newTrip, pick, redeem, tokensOf, userinfoOf } from '../testing/trip.ts'

let sandbox: Sandbox
let shift = 0
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, portalPort: 0, accountOrigin, now: () => Date.now() + shift })
})
afterAll(() => sandbox.close())

const newestCode = (number: string) => /\d{6}/.exec(sandbox.phones.messages(number).at(-1)!.text)![0]
const discovery = async () => (await (await fetch(sandbox.discoveryUrl)).json()) as Record<string, string>

async function toCodePage(browser = createBrowser(), trip = newTrip(sandbox)) {
  const { url, page } = await arrive(browser, trip)
  const answer = await browser.submit(url, page, '/commonauth', { number: '074185001234', password: 'Cong@2023' })
  expect(answer.status).toBe(303)
  return { browser, trip, url: answer.location!, page: await browser.get(answer.location!) }
}

test('password and code lead back with a code; the ID token verifies and userinfo says who it is', async () => {
  const { browser, trip, url, page } = await toCodePage()
  const answer = await browser.submit(url, page, '/commonauth/code', { code: newestCode('0901234926') })
  const back = new URL(answer.location!)
  expect(back.origin + back.pathname).toBe(`${accountOrigin}/portal/callback`)
  expect(back.searchParams.get('state')).toBe(trip.state)
  const tokens = (await (await redeem(sandbox, trip, back.searchParams.get('code')!)).json()) as Record<string, string>
  const { issuer, jwks_uri } = await discovery()
  const { payload } = await jwtVerify(tokens['id_token']!, createRemoteJWKSet(new URL(jwks_uri!)), {
    issuer: issuer!,
    audience: 'motcua-account',
    algorithms: ['RS256'],
  })
  expect(payload).toMatchObject({ nonce: trip.nonce, acr: 'LoA1', auth_time: expect.any(Number) })
  expect(Object.keys(payload)).not.toContain('SoDinhDanh')
  for (const method of ['GET', 'POST']) {
    const { claims } = await userinfoOf(sandbox, tokens['access_token']!, method)
    expect(claims).toMatchObject({
      sub: payload.sub,
      TechID: payload.sub,
      LoaiTaiKhoan: '1',
      HoVaTen: 'Nguyễn Thị Hạnh',
      SoDinhDanh: '074185001234',
      SoCMND: '281000043',
      NgayThangNamSinh: '19850314',
      GioiTinh: '2',
      SoDienThoai: '0901234926',
    })
  }
})

test('one click on a person signs in, and the old ID number and a tax code may be typed too', async () => {
  const back = await pick(sandbox, createBrowser(), newTrip(sandbox))
  expect(back.searchParams.get('code')).toBeTruthy()
  for (const number of ['281000043', '3700000017']) {
    const browser = createBrowser()
    const { url, page } = await arrive(browser, newTrip(sandbox))
    const answer = await browser.submit(url, page, '/commonauth', { number, password: 'Cong@2023' })
    expect(answer.location).toContain('/authenticationendpoint/smsotp.do')
  }
})

test('an enterprise, a VNeID account and people known by nine digits have their own claims', async () => {
  const claimsOf = async (name: string) =>
    (await userinfoOf(sandbox, (await tokensOf(sandbox, createBrowser(), name)).tokens.access_token)).claims
  expect(await claimsOf('Sông Bé')).toMatchObject({
    LoaiTaiKhoan: '2',
    MaSoThue: '3700000017',
    SoDinhDanh: '074080005678',
  })
  const vneid = await claimsOf('Lê Hoàng Phúc')
  expect(vneid).toMatchObject({ loginIdp: 'BCA', logoutUri: expect.stringContaining('token_id=') })
  expect([vneid['SoCMND'], vneid['SoDienThoai']]).toEqual([undefined, undefined])
  const old = await claimsOf('Nguyễn Nhật Hậu')
  expect(old['SoCMND']).toBe('281249163')
  expect(old['SoDinhDanh']).toMatch(/^0740\d{8}$/)
})

test('TechID is the same at every start, and another account may bear the same ID number', async () => {
  const twins = sandbox.people.search('nguyen thi hanh', 50).filter((person) => person.idNumber === '074185001234')
  expect(new Set(twins.map((person) => person.techId)).size).toBe(2)
  expect(twins[0]!.techId).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})

test('people are found by name and agency, marks aside, on the sign-in page', async () => {
  const browser = createBrowser()
  const { url, page } = await arrive(browser, newTrip(sandbox))
  expect(page.text).toContain('Vũ Minh Khôi')
  const found = await browser.get(`${url}&q=khoi+can+bo`)
  expect(found.text).toContain('Vũ Minh Khôi')
  expect(found.text).not.toContain('Trần Thị Mai Anh')
  expect((await browser.get(`${url}&q=zzzz`)).text).toContain('Không có ai khớp')
})

test('a session passes silently; prompt=login asks again and gives a fresh auth_time', async () => {
  const browser = createBrowser()
  const first = await tokensOf(sandbox, browser)
  const silent = newTrip(sandbox, { prompt: 'none' })
  const back = new URL((await browser.get(silent.url)).location!)
  const again = (await (await redeem(sandbox, silent, back.searchParams.get('code')!)).json()) as { id_token: string }
  expect(decodeJwt(again.id_token)['auth_time']).toBe(decodeJwt(first.tokens.id_token)['auth_time'])
  shift += 5000
  const fresh = newTrip(sandbox, { prompt: 'login' })
  const freshBack = await pick(sandbox, browser, fresh)
  const anew = (await (await redeem(sandbox, fresh, freshBack.searchParams.get('code')!)).json()) as {
    id_token: string
  }
  expect(decodeJwt(anew.id_token)['auth_time']).toBeGreaterThanOrEqual(
    Number(decodeJwt(first.tokens.id_token)['auth_time']) + 5,
  )
})

test('prompt=none without a session is login_required', async () => {
  const trip = newTrip(sandbox, { prompt: 'none' })
  const back = new URL((await createBrowser().get(trip.url)).location!)
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'login_required', state: trip.state })
})

test('whoever stops comes back with access_denied', async () => {
  const browser = createBrowser()
  const trip = newTrip(sandbox)
  const { url, page } = await arrive(browser, trip)
  const back = new URL((await browser.submit(url, page, '/commonauth/cancel')).location!)
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: trip.state })
})

const onPage = {
  'an unknown client': { client_id: 'somebody' },
  'no client': { client_id: undefined },
  'a foreign callback': { redirect_uri: 'http://localhost:4000/elsewhere' },
  'no callback': { redirect_uri: undefined },
}
test.each(Object.entries(onPage))(
  'what is wrong before the client is known stays on the portal: %s',
  async (_name, more) => {
    const browser = createBrowser()
    const { location } = await browser.get(newTrip(sandbox, more).url)
    expect(location).toContain(`${sandbox.portalOrigin}/authenticationendpoint/oauth2_error.do?oauthErrorCode=`)
    const page = await browser.get(location!)
    expect([page.status, page.text.includes('Yêu cầu đăng nhập không hợp lệ')]).toEqual([400, true])
  },
)

test('a parameter that stands twice stays on the portal', async () => {
  const { location } = await createBrowser().get(`${newTrip(sandbox).url}&client_id=other`)
  expect(location).toContain('oauthErrorCode=invalid_request')
})

const told = [
  ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
  ['no openid', { scope: 'profile' }, 'invalid_scope'],
  ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['no PKCE', { code_challenge: undefined }, 'invalid_request'],
  ['an unknown prompt', { prompt: 'consent' }, 'invalid_request'],
] as const
test.each(told)('what is wrong afterwards is told to the client: %s', async (_name, more, error) => {
  const trip = newTrip(sandbox, more)
  const back = new URL((await createBrowser().get(trip.url)).location!)
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error, state: trip.state })
})

test('a wrong password, and a number that nobody has, are one sentence; the number stays', async () => {
  for (const values of [
    { number: '074185001234', password: 'wrong' },
    { number: '000000000000', password: 'Cong@2023' },
  ]) {
    const browser = createBrowser()
    const { url, page } = await arrive(browser, newTrip(sandbox))
    const answer = await browser.submit(url, page, '/commonauth', values)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Số hoặc mật khẩu chưa đúng.')
    expect(answer.text).toContain(`value="${values.number}"`)
  }
})

test('a wrong code is told; the fifth kills it, and a new one works', async () => {
  const { browser, url, page } = await toCodePage()
  const code = newestCode('0901234926')
  const wrong = code === '000000' ? '111111' : '000000'
  for (let time = 1; time <= 4; time++)
    expect((await browser.submit(url, page, '/commonauth/code', { code: wrong })).text).toContain('Mã chưa đúng')
  expect((await browser.submit(url, page, '/commonauth/code', { code: wrong })).text).toContain('không còn dùng được')
  expect((await browser.submit(url, page, '/commonauth/code', { code })).status).toBe(422)
  await browser.submit(url, page, '/commonauth/code/again')
  const answer = await browser.submit(url, page, '/commonauth/code', { code: newestCode('0901234926') })
  expect(answer.location).toContain('code=')
})

test('a code is dead after 300 s', async () => {
  const { browser, url, page } = await toCodePage()
  shift += 300_000
  const answer = await browser.submit(url, page, '/commonauth/code', { code: newestCode('0901234926') })
  expect(answer.text).toContain('không còn dùng được')
})

test('a visit is over after 10 minutes, and a second click on a finished one goes the same way', async () => {
  const { browser, url, page } = await toCodePage()
  const code = newestCode('0901234926')
  const [first, second] = await Promise.all([1, 2].map(() => browser.submit(url, page, '/commonauth/code', { code })))
  expect(second!.location).toBe(first!.location)
  shift += 600_000
  const late = await browser.get(url)
  expect(late.location).toContain('/authenticationendpoint/retry.do')
  expect((await browser.get(late.location!)).text).toContain('Phiên làm việc đã hết thời gian')
})

test('a code is redeemed once: two at once give one answer, and the second takes the tokens away', async () => {
  const trip = newTrip(sandbox)
  const code = (await pick(sandbox, createBrowser(), trip)).searchParams.get('code')!
  const answers = await Promise.all([redeem(sandbox, trip, code), redeem(sandbox, trip, code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  const tokens = (await answers.find(({ status }) => status === 200)!.json()) as { access_token: string }
  expect((await userinfoOf(sandbox, tokens.access_token)).status).toBe(401)
})

const refusedTokens = [
  ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, 400, 'invalid_grant'],
  ['no verifier', { code_verifier: '' }, 400, 'invalid_grant'],
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
  ['another client', { client_id: 'other' }, 401, 'invalid_client'],
  ['another callback', { redirect_uri: 'http://localhost:4000/' }, 400, 'invalid_grant'],
  ['another grant', { grant_type: 'refresh_token' }, 400, 'unsupported_grant_type'],
  ['another code', { code: 'unknown' }, 400, 'invalid_grant'],
] as const
test.each(refusedTokens)('the token endpoint refuses %s', async (_name, more, status, error) => {
  const trip = newTrip(sandbox)
  const code = (await pick(sandbox, createBrowser(), trip)).searchParams.get('code')!
  const answer = await redeem(sandbox, trip, code, more)
  expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ error })])
})

test('the token endpoint refuses JSON and an empty body', async () => {
  const url = `${sandbox.portalOrigin}/oauth2/token`
  const json = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  const empty = await fetch(url, { method: 'POST', body: new URLSearchParams() })
  for (const answer of [json, empty])
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_request' })])
})

test('a code dies after 300 s, an access token after an hour', async () => {
  const trip = newTrip(sandbox)
  const code = (await pick(sandbox, createBrowser(), trip)).searchParams.get('code')!
  shift += 299_000
  const tokens = (await (await redeem(sandbox, trip, code)).json()) as { access_token: string }
  const late = newTrip(sandbox)
  const lateCode = (await pick(sandbox, createBrowser(), late)).searchParams.get('code')!
  shift += 300_000
  expect((await redeem(sandbox, late, lateCode)).status).toBe(400)
  expect((await userinfoOf(sandbox, tokens.access_token)).status).toBe(200)
  shift += 3_300_000
  expect((await userinfoOf(sandbox, tokens.access_token)).status).toBe(401)
})

test('userinfo without a token, or with a made-up one, is 401', async () => {
  expect((await fetch(`${sandbox.portalOrigin}/oauth2/userinfo`)).status).toBe(401)
  expect((await userinfoOf(sandbox, 'made-up')).status).toBe(401)
})

const signOutUrl = (query: Record<string, string>) =>
  `${sandbox.portalOrigin}/oidc/logout?${new URLSearchParams(query)}`

test('sign-out with a valid hint and the registered address leads back with the state, and the session is over', async () => {
  const browser = createBrowser()
  const { tokens } = await tokensOf(sandbox, browser)
  const back = `${accountOrigin}/portal/signed-out`
  const answer = await browser.get(
    signOutUrl({ id_token_hint: tokens.id_token, post_logout_redirect_uri: back, state: 'x1' }),
  )
  expect(answer.location).toBe(`${back}?state=x1`)
  expect((await browser.get(newTrip(sandbox, { prompt: 'none' }).url)).location).toContain('login_required')
})

test('an expired hint still counts', async () => {
  const browser = createBrowser()
  const { tokens } = await tokensOf(sandbox, browser)
  shift += 7_200_000
  const answer = await browser.get(signOutUrl({ id_token_hint: tokens.id_token }))
  expect(answer.location).toContain('/authenticationendpoint/oauth2_logout.do')
})

test('sign-out to an address that is not registered ends on an error page, and the session lives', async () => {
  const browser = createBrowser()
  const { tokens } = await tokensOf(sandbox, browser)
  const answer = await browser.get(
    signOutUrl({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${accountOrigin}/vi/sign-in` }),
  )
  expect(answer.location).toContain('oauthErrorCode=access_denied')
  expect((await browser.get(newTrip(sandbox, { prompt: 'none' }).url)).location).toContain('code=')
})

test('sign-out without a valid hint asks: yes signs out on the portal, no is an error page', async () => {
  for (const hint of [undefined, 'made.up.hint']) {
    const browser = createBrowser()
    await tokensOf(sandbox, browser)
    const url = signOutUrl({
      ...(hint ? { id_token_hint: hint } : {}),
      post_logout_redirect_uri: `${accountOrigin}/portal/signed-out`,
    })
    const page = await browser.get(url)
    expect([page.status, page.text.includes('Bạn muốn đăng xuất khỏi Cổng?')]).toEqual([200, true])
    const no = await browser.submit(url, page, '/oidc/logout/consent', { consent: 'deny' })
    expect(no.location).toContain('oauthErrorCode=access_denied')
    const yes = await browser.submit(url, page, '/oidc/logout/consent', { consent: 'approve' })
    expect((await browser.get(yes.location!)).text).toContain('Đã đăng xuất khỏi Cổng')
    expect((await browser.get(newTrip(sandbox, { prompt: 'none' }).url)).location).toContain('login_required')
  }
})

test('the pages speak the browser’s language, and the language menu remembers a choice', async () => {
  const english = createBrowser('en-GB')
  const { url, page } = await arrive(english, newTrip(sandbox))
  expect(page.text).toContain('Pick a person')
  const path = url.slice(sandbox.portalOrigin.length)
  const answer = await english.get(`${sandbox.portalOrigin}/vi${path}`)
  expect(answer.location).toBe(url)
  expect((await english.get(url)).text).toContain('Chọn nhanh một người')
  const elsewhere = await english.get(`${sandbox.portalOrigin}/vi//evil.example/x`)
  expect(new URL(elsewhere.location!).origin).toBe(sandbox.portalOrigin)
})
