// Every factor in a browser, in both languages: registered, used at the standby door, changed and lost; and passwords set anew by each
// second proof. An administrator who comes in by a passkey alone opens the door, and is one of the two who approve.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appCodeOf } from './support/app-code.ts'
import { openBrowser, personAt } from './support/browser.ts'
import { appCode, messagesOf, setFaults } from './support/outside.ts'
import {
  beginReset,
  beginWalk,
  codeAfter,
  enterPassword,
  registerOtp,
  setPassword,
  signOut,
  throughPortal,
  type Walk,
} from './support/walk.ts'
import { type Language, languages, wordsIn } from './support/words.ts'
import { anyEngine, startWorld, type World } from './support/world.ts'

// Of the unit H09.01: one who keeps and loses factors, one who forgets the password; limits are theirs alone.
const people = {
  vi: {
    keeper: { idNumber: '040193021103', phone: '0780571313' },
    forgetter: { idNumber: '074177017808', phone: '0345015981' },
    newPhones: ['0912345671', '0912345672', '0912345673'],
  },
  en: {
    keeper: { idNumber: '074169023521', phone: '0342157037' },
    forgetter: { idNumber: '074194016570', phone: '0370287505' },
    newPhones: ['0912345674', '0912345675', '0912345676'],
  },
} as const
const unitAdmin = { idNumber: '074189002274', phone: '0321401848' }
const password = 'Quầy-Mở-2846!'

let world: World
let chromium: Browser
/** At a computer with a passkey of the administrator's. */
let admin: Walk

beforeAll(async () => {
  world = await startWorld(anyEngine)
  chromium = await openBrowser()
  admin = await beginWalk(chromium, world, 'vi')
  await admin.giveDevice()
})
afterAll(async () => {
  await chromium.close()
  await world.stop()
})

test('an administrator adds a passkey, comes back by it alone, and opens the door', async () => {
  const { follow, go, page, press, say, see, type } = admin
  await go('/console/my-ways')
  await see(say.consoleSignIn.intro)
  await type({ username: 'quantri1', password: world.settings['TRIAL_ADMIN_PASSWORD'] ?? '' })
  await type({ code: await appCode(world, 'quantri1') })
  await press(say.consoleSignIn.submit)
  await see(say.myWays.none)
  await follow(say.myWays.add)
  await type({ name: 'Máy trực' })
  await see(say.myWays.newText)
  await press(say.myWays.make)
  await see(say.myWays.done.added)
  await press(say.consoleFrame.signOut)
  await go('/console/standby')
  await press(say.consoleSignIn.passkey)
  await type({ reason: 'Cổng DVCQG không truy cập được từ 07:26' })
  await press(say.standbyDoor.open)
  await see(say.standbyDoor.opened)
  expect(await page.locator('main').innerText()).toContain(say.standbyDoor.forEveryone)
  await press(say.consoleFrame.signOut)
})

describe.each(languages)('in %s', (language) => {
  const { keeper, forgetter, newPhones } = people[language]
  const [changed = '', replaced = '', byPortal = ''] = newPhones
  let walk: Walk
  let secret = ''
  let codes: string[] = []
  const begin = () => beginWalk(chromium, world, language)
  const isIn = () => walk.isAt('/my-account/info')

  beforeAll(async () => {
    walk = await begin()
    await walk.giveDevice()
  })

  test('a number and its recovery codes are registered; a portal sign-in of just now proves a new password', async () => {
    const { isAt, say, see } = walk
    await throughPortal(walk, keeper)
    expect(await registerOtp(walk, keeper)).toHaveLength(10)
    await signOut(walk)
    const code = await beginReset(walk, keeper)
    await see(say.reset.proofDone)
    await setPassword(walk, { code, password })
    await isAt('/sign-in?done=password-set')
    await see(say.signIn.passwordSet)
  })

  test('in by SMS, after two misses have made the other ways stand out; an app and a passkey are added, the app to be asked first', async () => {
    const { follow, go, isRefused, page, press, say, see, type } = walk
    const code = await codeAfter(walk, keeper.phone, () => enterPassword(walk, keeper, password))
    await see(say.codePage.codeDelivered)
    for (const _miss of [1, 2]) {
      await type({ code: code === '000000' ? '111111' : '000000' })
      await press(say.codePage.continue)
      await isRefused()
    }
    await see(say.signIn.missed)
    await type({ code })
    await press(say.codePage.continue)
    await isIn()
    await go('/my-account/ways')
    await see(say.ways.riskHeading)
    await follow(say.ways.add)
    secret = (await page.locator('code').innerText()).trim()
    await type({ code: '000000' })
    await press(say.ways.confirm)
    await isRefused()
    await see(say.ways.step2)
    await type({ code: appCodeOf(secret, -1) })
    await press(say.ways.confirm)
    await see(say.ways.done.authenticator)
    await follow(say.ways.passkeyAdd)
    await type({ name: 'Quầy 3' })
    await see(say.ways.passkeyIntro)
    await press(say.ways.passkeyMake)
    await see(say.ways.done.passkey)
    await expect.poll(async () => (await messagesOf(world, keeper.phone)).at(-1)?.text ?? '').toMatch(/passkey/)
    await press(say.ways.askFirst)
    await see(say.ways.done.preferred)
    await signOut(walk)
  })

  test('in by the app, then by the passkey, while messages do not leave; none is asked for', async () => {
    const { follow, press, say, see, type } = walk
    await setFaults(world, { sms: { esms: { mode: 'drop' } } })
    const before = (await messagesOf(world, keeper.phone)).length
    await enterPassword(walk, keeper, password)
    await see(say.signIn.appTitle)
    await type({ code: appCodeOf(secret) })
    await press(say.signIn.continue)
    await isIn()
    await signOut(walk)
    await enterPassword(walk, keeper, password)
    await follow(say.signIn.otherWays)
    await see(say.signIn.chooseText)
    await follow(say.signIn.wayPasskey)
    await see(say.signIn.passkeyText)
    await press(say.signIn.passkeyButton)
    await isIn()
    expect(await messagesOf(world, keeper.phone)).toHaveLength(before)
    await setFaults(world, { sms: { esms: { mode: 'up' } } })
  })

  test('the number is changed, and a way removed after the page has asked', async () => {
    const { follow, go, page, press, say, see, type } = walk
    await go('/my-account/phones')
    await see(say.phones.intro)
    await page.locator('main table a[href$="/edit"]').first().click()
    await type({ number: changed })
    await see(say.phones.noteNumber)
    const code = await codeAfter(walk, changed, () => press(say.phones.save))
    await see(say.phones.codeText)
    await type({ code })
    await press(say.codePage.continue)
    await see(say.phones.done.changed)
    await go('/my-account/ways')
    await follow(say.ways.removeOne('Quầy 3'))
    await see(say.ways.removeText)
    await press(say.ways.removeSubmit)
    await see(say.ways.done.removed)
    expect(await page.locator('main').innerText()).not.toContain('Quầy 3')
    await signOut(walk)
  })

  test('the phone is lost: two people approve a new number, and a code proves it', async () => {
    const { follow, go, press, say, see, type } = walk
    await enterPassword(walk, keeper, password)
    await follow(say.signIn.otherWays)
    await follow(say.signIn.lostPhone)
    await see(say.lostPhone.text)
    await type({ number: replaced })
    await press(say.lostPhone.submit)
    await see(say.lostPhone.steps[1] ?? '')
    await approveAsUnit(say.joint.approve, say.joint.done['first-yes'])
    await approveAtConsole(language)
    await go('/lost-phone')
    await see(say.lostPhone.approved)
    const code = await codeAfter(walk, replaced, () => press(say.lostPhone.send))
    await see(say.lostPhone.codeTitle)
    await type({ code })
    await press(say.codePage.continue)
    await see(say.lostPhone.doneTitle)
    // The older number had its own code, and is told of the request.
    await expect.poll(async () => (await messagesOf(world, changed)).length).toBeGreaterThan(1)
    await walk.end()
  })

  test('a recovery code proves a new password, and another takes its place', async () => {
    const atPortal = await begin()
    await throughPortal(atPortal, forgetter)
    codes = await registerOtp(atPortal, forgetter)
    await atPortal.end()
    walk = await begin()
    const code = await beginReset(walk, forgetter)
    await walk.see(walk.say.reset.proofTitle)
    await setPassword(walk, { code, password, recovery: codes[0] ?? '' })
    await walk.see(walk.say.reset.spentTitle)
    expect(codes).not.toContain(await walk.page.locator('.recovery-code').innerText())
  })

  test('a unit administrator’s approval proves a new password', async () => {
    const { isAt, page, press, say, see } = walk
    await beginReset(walk, forgetter)
    await press(say.reset.ask)
    await see(say.reset.askedTitle)
    await approveAsUnit(say.approvals.approve, say.approvals.approved)
    const code = await beginReset(walk, forgetter)
    await setPassword(walk, { code, password: `${password} mới` })
    await isAt('/sign-in?done=password-set')
    expect(await page.locator('main').innerText()).toContain(say.signIn.passwordSet)
    await walk.end()
  })

  test('the phone is lost, and the portal works: its sign-in is proof enough for another number', async () => {
    walk = await begin()
    const { page, press, say, see, type } = walk
    await throughPortal(walk, forgetter, '/my-account/phones')
    await page.locator('main table a[href$="/edit"]').first().click()
    await type({ number: byPortal })
    const code = await codeAfter(walk, byPortal, () => press(say.phones.save))
    await type({ code })
    await press(say.codePage.continue)
    await see(say.phones.done.changed)
    expect(await page.getByRole('table').innerText()).toContain(byPortal.slice(-3))
    await walk.end()
  })

  async function approveAsUnit(button: string, done: string): Promise<void> {
    const unit = await begin()
    await throughPortal(unit, unitAdmin, '/my-account/approvals')
    await unit.see(unit.say.approvals.intro)
    await unit.page.getByRole('row').getByText(button, { exact: true }).first().click()
    await unit.see(done)
    await unit.end()
  }
})

/** The second yes, by whoever signs in with a passkey alone. */
async function approveAtConsole(language: Language): Promise<void> {
  const say = wordsIn(language)
  const { page } = admin
  await page.goto(`${world.account}/${language}/console/requests`)
  await page.getByRole('button', { name: say.consoleSignIn.passkey, exact: true }).click()
  await page.getByRole('row').getByText(say.joint.approve, { exact: true }).first().click()
  await page.getByText(say.joint.done['both-yes']).waitFor()
  await page.getByRole('button', { name: say.consoleFrame.signOut, exact: true }).click()
}

test('without JavaScript the page says what a passkey needs, and the other ways work', async () => {
  const plain = await personAt(chromium, { javaScriptEnabled: false })
  await plain.page.goto(`${world.account}/vi/console/sign-in`)
  expect(await plain.page.locator('main').innerText()).toContain('Hãy dùng cách khác nếu không thấy nút')
  const button = plain.page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập (passkey)', exact: true })
  expect(await button.count()).toBe(0)
  await plain.context.close()
})
