// npm run screens: every page of the three apps, in a real browser, at 1280 and 360 px, into docs/screens/ (and in the dark where asked:
// npm run screens -- --dark). The sample province's people walk through; the file names say where.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../e2e/support/browser.ts'
import { appCode, codeOn, messagesOf, setFaults } from '../e2e/support/outside.ts'
import { startWorld } from '../e2e/support/world.ts'
import { build } from './build.mjs'
import { root } from './paths.mjs'

const scheme = process.argv.includes('--dark') ? 'dark' : 'light'
const language = process.argv.includes('--en') ? 'en' : 'vi'
const folder = join(process.env.SCREENS ?? join(root, 'docs/screens'))
mkdirSync(folder, { recursive: true })
build()
const world = await startWorld('embedded')
const browser = await openBrowser()
let count = 0

async function person() {
  const context = await browser.newContext({ locale: language === 'vi' ? 'vi-VN' : 'en-GB', colorScheme: scheme })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/** Both widths of the page as it is; the state of forms is kept, since only the window changes. */
async function shoot(page, name) {
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ]) {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(120)
    await page.screenshot({ path: join(folder, `${name}-${width}.jpg`), type: 'jpeg', quality: 72, fullPage: true })
    count += 1
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

async function visit(page, origin, path, name) {
  await page.goto(`${origin}/${language}${path}`)
  await shoot(page, name)
}

const vi = language === 'vi'
const hanh = { idNumber: '074185001234', phone: '0901234926' }
const ownPassword = 'Quầy-Mở-2846!'
const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click()
const words = vi
  ? {
      portal: 'Đăng nhập bằng CDVCQG',
      signIn: 'Đăng nhập',
      next: 'Tiếp tục',
      number: 'Số CMND/CCCD',
      password: 'Mật khẩu',
      code: 'Mã 6 số',
      robot: 'Tôi không phải là người máy',
      checked: 'Đã kiểm tra',
      register: 'Đăng ký',
    }
  : {
      portal: 'Sign in through the national portal',
      signIn: 'Sign in',
      next: 'Continue',
      number: 'ID number',
      password: 'Password',
      code: '6-digit code',
      robot: 'I am not a robot',
      checked: 'Checked',
      register: 'Register',
    }

async function notRobot(page) {
  await page.locator('altcha-widget').getByText(words.robot).click()
  await page.getByText(words.checked).waitFor()
}

/** Đăng ký OTP, then a password by a code: who does this can come in by the standby door. */
async function prepare(page, { idNumber, phone }) {
  await page.goto(`${world.account}/${language}/my-account/register-otp`)
  await notRobot(page)
  const sent = (await messagesOf(world, phone)).length
  await press(page, words.register)
  await page.locator('[name=code]').waitFor()
  await shoot(page, 'account-register-otp-code')
  await page.locator('[name=code]').fill(await codeOn(world, phone, sent))
  await press(page, words.next)
  await page.locator('.recovery-codes').waitFor()
  await shoot(page, 'account-recovery-sheet')
  await page.goto(`${world.account}/${language}/forgot-password`)
  await page.locator('[name=account]').fill(idNumber)
  await notRobot(page)
  const before = (await messagesOf(world, phone)).length
  await press(page, words.next)
  await page.waitForURL(/reset-password/)
  await page.locator('[name=code]').fill(await codeOn(world, phone, before))
  for (const name of ['password', 'again']) await page.locator(`[name=${name}]`).fill(ownPassword)
  await notRobot(page)
  await page.locator('form:has([name=again]) button[type=submit]').click()
  await page.waitForURL(/sign-in\?done=password-set/)
}

/** As far as the desk, by ID number, password and code. */
async function throughStandby(page, { idNumber, phone }) {
  await page.goto(world.desk)
  await page.locator('[name=number]').fill(idNumber)
  await page.locator('[name=password]').fill(ownPassword)
  const before = (await messagesOf(world, phone)).length
  await press(page, words.signIn)
  await page.locator('[name=code]').fill(await codeOn(world, phone, before))
  await press(page, words.next)
  await page.waitForURL(`${world.desk}/**`)
}

/** To the portal, as soon as it is known to work again; there one of the people is chosen. */
async function chooseAtPortal(page, name, nth = 0) {
  do {
    await page.goto(`${world.account}/${language}/sign-in`)
    await page.locator('form[action$="/sign-in/portal"] button').click()
    await page.waitForTimeout(1000)
  } while (page.url().startsWith(world.account))
  await page.locator('.people button', { hasText: name }).nth(nth).click()
  await page.waitForURL(`${world.account}/**`)
}

async function throughPortal(page, idNumber) {
  await page.goto(`${world.account}/${language}/my-account/info`)
  await press(page, words.portal)
  await page.waitForURL((url) => !url.href.startsWith(world.account))
  if (idNumber === hanh.idNumber) await shoot(page, 'sandbox-portal-sign-in')
  const chosen = idNumber === hanh.idNumber ? 'Nguyễn Thị Hạnh' : 'Phạm Quốc Huy'
  await page.locator('.people button', { hasText: chosen }).first().click()
  await page.waitForURL(`${world.account}/**`)
}

/** The path of the link in the newest notice to this phone. */
async function notMeLink(phone) {
  for (let tries = 0; tries < 100; tries += 1) {
    const texts = (await messagesOf(world, phone)).map(({ text }) => text)
    const path = texts.map((text) => /\/not-me\/[\w-]{22}/.exec(text)?.[0]).findLast(Boolean)
    if (path) return `/${language}${path}`
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`no notice came to ${phone}`)
}

try {
  const stranger = await person()
  await visit(stranger, world.account, '/sign-in', 'account-sign-in')
  await visit(stranger, world.account, '/forgot-password', 'account-forgot-password')
  await stranger.locator('[name=account]').fill('074189002274')
  await notRobot(stranger)
  await press(stranger, words.next)
  await stranger.waitForURL(/reset-password/)
  await shoot(stranger, 'account-reset-password')
  await visit(stranger, world.account, '/register', 'account-register')
  await stranger.locator('[name=name]').fill('Trần Văn Dân')
  await stranger.locator('[name=phone]').fill('0901777666')
  await stranger.locator('[name=password]').fill('Quầy-Mở-2846!')
  await stranger.locator('[name=again]').fill('Quầy-Mở-2846!')
  await notRobot(stranger)
  await press(stranger, words.register)
  await stranger.waitForURL(/register\/code/)
  await shoot(stranger, 'account-register-code')
  await stranger.locator('[name=code]').fill(await codeOn(world, '0901777666'))
  await press(stranger, words.next)
  await stranger.locator('.recovery-codes').waitFor()
  await shoot(stranger, 'account-registered')
  await visit(stranger, world.account, '/nowhere', 'account-not-found')
  await visit(stranger, world.account, '/captcha?for=forgot&next=/forgot-password', 'account-captcha-wait')
  await visit(stranger, world.desk, '/look-up', 'desk-look-up')

  const officer = await person()
  await throughPortal(officer, hanh.idNumber)
  await shoot(officer, 'account-info-not-ready')
  for (const [path, name] of [
    ['/my-account/register-otp', 'account-register-otp'],
    ['/my-account/ways', 'account-ways'],
    ['/my-account/phones', 'account-phones'],
    ['/my-account/phones/new', 'account-phone-new'],
    ['/my-account/password', 'account-password'],
    ['/my-account/recovery-codes', 'account-recovery-codes'],
    ['/my-account/sessions', 'account-sessions'],
    ['/my-account/activity', 'account-activity'],
    ['/my-account/reminder', 'account-reminder'],
    ['/my-account/ways/authenticator', 'account-authenticator'],
    ['/my-account/ways/passkeys/new', 'account-passkey-new'],
    ['/sign-out', 'account-sign-out'],
  ])
    await visit(officer, world.account, path, name)
  await visit(officer, world.desk, '/dossiers?of=agency', 'desk-worklist-agency')
  await visit(officer, world.desk, '/dossiers', 'desk-worklist')
  await officer.locator('main table a, main .cards a').first().click()
  await shoot(officer, 'desk-dossier')
  const dossier = officer.url().split('?')[0]
  const figures = /\b\d{8,}(\d{4})\b/.exec(await officer.locator('main').innerText())?.[1] ?? ''
  await officer.locator('main a.button[href*="/dossiers/"]:not([href$="/receipt"])').first().click()
  await shoot(officer, 'desk-move')
  await officer.goto(`${dossier}/receipt`)
  await shoot(officer, 'desk-receipt')
  await visit(officer, world.desk, '/dossiers/new', 'desk-receive')
  await officer.locator('#procedure').selectOption('2.000884')
  await officer.locator('[name=applicant_name]').waitFor()
  await shoot(officer, 'desk-receive-form')
  await stranger.goto(`${world.desk}/${language}/look-up`)
  await stranger.locator('[name=code]').fill(dossier.split('/').at(-1))
  await stranger.locator('[name=figures]').fill(figures)
  await stranger.locator('form:has([name=figures]) button[type=submit]').click()
  await stranger.locator('.timeline').waitFor()
  await shoot(stranger, 'desk-look-up-found')

  await visit(officer, world.account, '/my-account/drill', 'account-drill')
  for (const [path, name] of [
    ['edit', 'account-phone-edit'],
    ['delete', 'account-phone-delete'],
  ]) {
    await officer.goto(`${world.account}/${language}/my-account/phones`)
    await officer.locator(`main a[href$="/${path}"]`).first().click()
    await shoot(officer, name)
  }
  await prepare(officer, hanh)
  const unlisted = await person()
  await chooseAtPortal(unlisted, 'Vũ Minh Khôi')
  await shoot(unlisted, 'account-portal-not-listed')

  const chief = await person()
  await throughPortal(chief, '074080005678')
  await visit(chief, world.account, '/my-account/approvals', 'account-approvals')
  await visit(chief, world.account, '/my-account/readiness', 'account-unit-readiness')

  await setFaults(world, { portal: { mode: 'refuse' } })
  await stranger.goto(`${world.account}/${language}/sign-in`)
  await press(stranger, words.portal)
  await shoot(stranger, 'account-portal-away-closed')

  const admin = await person()
  await visit(admin, world.account, '/console/sign-in', 'console-sign-in')
  await admin.locator('[name=username]').fill('quantri1')
  await admin.locator('[name=password]').fill(world.settings.TRIAL_ADMIN_PASSWORD)
  await admin.locator('[name=code]').fill(await appCode(world, 'quantri1'))
  await press(admin, words.signIn)
  await admin.waitForURL(/console\/standby/)
  await shoot(admin, 'console-standby-closed')
  await visit(admin, world.account, '/console/drills', 'console-drills')
  await visit(admin, world.account, '/console/drills/new', 'console-drill-new')
  await visit(admin, world.account, '/console/campaigns', 'console-campaigns')
  const preview = '/console/campaigns/new?scope=everyone&lack=ready&channel=sms&cap=7'
  await visit(admin, world.account, preview, 'console-campaign-new')
  await admin.goto(`${world.account}/${language}/console/standby`)
  await admin
    .locator('[name=reason]')
    .fill(vi ? 'Cổng DVCQG không truy cập được từ 07:26' : 'The portal cannot be reached since 07:26')
  await admin.locator('form:has([name=reason]) button[type=submit]').click()
  await admin.waitForLoadState()
  await visit(admin, world.account, '/console/standby', 'console-standby-open')
  await visit(admin, world.account, '/console/officers', 'console-officers')
  await admin.locator('main table a').first().click()
  await shoot(admin, 'console-officer')
  for (const page of [
    'watch',
    'gateways',
    'my-ways',
    'readiness',
    'requests',
    'audit',
    'agencies',
    'relying-parties',
    'confirm?next=/console/standby',
  ])
    await visit(admin, world.account, `/console/${page}`, `console-${page.split('?')[0]}`)
  await visit(admin, world.account, '/console/limits', 'console-limits')
  await visit(admin, world.account, '/console/agencies/H09.31', 'console-agency')
  await visit(admin, world.account, '/console/lists/officers', 'console-list')
  await visit(admin, world.account, '/console/lists/agencies', 'console-list-agencies')
  await visit(admin, world.account, '/console/relying-parties/desk', 'console-relying-party')
  await visit(admin, world.account, '/console/relying-parties/new', 'console-relying-party-new')

  await visit(stranger, world.account, '/status', 'account-status')
  await visit(stranger, world.account, '/sign-in', 'account-sign-in-door-open')
  await stranger.goto(world.desk)
  await stranger.waitForURL(/sign-in/)
  await shoot(stranger, 'account-sign-in-for-desk')
  const before = (await messagesOf(world, '0321401848')).length
  await stranger.getByLabel(words.number).fill('074189002274')
  await stranger.getByLabel(words.password).fill(world.settings.TRIAL_OFFICER_PASSWORD)
  await press(stranger, words.signIn)
  await stranger.waitForURL(/sign-in\/code/)
  const code = await codeOn(world, '0321401848', before)
  await stranger.waitForTimeout(1500)
  await shoot(stranger, 'account-enter-code')
  for (const miss of ['first', 'second']) {
    await stranger.locator('[name=code]').fill(code === '000000' ? '111111' : '000000')
    await press(stranger, words.next)
    await stranger.locator(miss === 'first' ? '[aria-invalid=true]' : '.offered-ways').waitFor()
  }
  await shoot(stranger, 'account-enter-code-missed')
  await visit(stranger, world.account, '/sign-in/other-ways', 'account-other-ways')
  await visit(stranger, world.account, '/lost-phone', 'account-lost-phone')
  await stranger.locator('[name=number]').fill('0903777888')
  await stranger.locator('form:has([name=number]) button[type=submit]').click()
  await stranger.waitForLoadState()
  await shoot(stranger, 'account-lost-phone-asked')
  await stranger.goto(world.account + (await notMeLink('0321401848')))
  await shoot(stranger, 'account-not-me')
  await visit(admin, world.account, '/console/requests', 'console-requests-joint')
  await stranger.goto(`${world.account}/${language}/sign-in/code`)
  await stranger.locator('[name=code]').fill(code)
  await press(stranger, words.next)
  await stranger.waitForURL(`${world.desk}/**`)
  await shoot(stranger, 'desk-worklist-empty')
  await visit(stranger, world.account, '/my-account/info', 'account-info-ready')
  await throughStandby(officer, hanh)

  await admin.goto(`${world.account}/${language}/console/standby`)
  await admin.locator('main a[href$="/extend"]').first().click()
  await shoot(admin, 'console-extend-door')
  await admin.goto(`${world.account}/${language}/console/standby`)
  await admin
    .getByRole('link', { name: vi ? 'Đóng cửa' : 'Close the door' })
    .first()
    .click()
  await admin
    .locator('[name=reason]')
    .first()
    .fill(vi ? 'Cổng đã hoạt động lại bình thường' : 'The portal works again')
  await shoot(admin, 'console-close-door')
  await admin.locator('form:has([name=reason]) button[type=submit]').last().click()
  await admin.waitForTimeout(2500)
  await visit(admin, world.account, '/console/standby', 'console-standby-past')
  await admin.locator('main table a').first().click()
  await shoot(admin, 'console-report')
  // Somebody comes back from the portal with her ID number and another portal account: her standby sign-ins are in doubt.
  await setFaults(world, { portal: { mode: 'up' } })
  const other = await person()
  await chooseAtPortal(other, 'Nguyễn Thị Hạnh', 1)
  await shoot(other, 'account-portal-refused')
  // What came of it can be recorded once she is not at work any more.
  await officer.goto(`${world.account}/${language}/sign-out`)
  await officer.locator('main button[type=submit]').first().click()
  await officer.waitForURL(/sign-in/)
  await visit(admin, world.account, '/console/reconciliation', 'console-reconciliation')
  await admin.locator('main table a[href*="/console/reconciliation/"]').first().click()
  await admin.locator('[name=finding]').waitFor()
  await shoot(admin, 'console-reconciliation-case')
  await admin.goto(`${world.account}/${language}/console/timeline?range=1h`)
  await admin.locator('.time-chart canvas').waitFor()
  await shoot(admin, 'console-timeline')
  await visit(admin, world.account, '/console/policies', 'console-policies')

  const visitor = await person()
  for (const [path, name] of [
    ['', 'start'],
    ['/phones', 'phones'],
    ['/phones/0321401848', 'phone'],
    ['/faults', 'faults'],
    ['/authenticator', 'authenticator'],
  ])
    await visit(visitor, world.sandbox, path, `sandbox-${name}`)
  console.log(`${count} pictures in ${folder}`)
} finally {
  await browser.close()
  await world.stop()
}
