// One person's walk through the account service in one language: where they go, what they press, and what they must see.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings, personAt } from './browser.ts'
import { codeOn, messagesOf } from './outside.ts'
import { type Language, wordsIn } from './words.ts'
import type { World } from './world.ts'

export type Walk = Awaited<ReturnType<typeof beginWalk>>
export type Somebody = { idNumber: string; phone: string }

/** The puzzle's own words stand in its script. */
const solved = { vi: 'Đã kiểm tra', en: 'Checked' }

export async function beginWalk(chromium: Browser, world: World, language: Language) {
  const { context, page, complaints } = await personAt(chromium, { locale: language === 'vi' ? 'vi-VN' : 'en-GB' })
  const say = wordsIn(language)
  const address = (path: string) => `${world.account}/${language}${path}`
  return {
    world,
    page,
    say,
    go: (path: string) => page.goto(address(path)),
    isAt: (path: string) => page.waitForURL((url) => url.href.startsWith(address(path))),
    press: (name: string) => page.getByRole('button', { name, exact: true }).first().click(),
    follow: (name: string) => page.getByRole('link', { name, exact: true }).first().click(),
    type: async (fields: Record<string, string>) => {
      for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value)
    },
    /** The words are there, in this language, and the page is held to WCAG 2.2 AA. */
    see: async (text: string) => {
      await page.getByText(text).filter({ visible: true }).first().waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect(await axeFindings(page)).toEqual([])
    },
    /** The page is there again, with what is wrong at its field. */
    isRefused: () => page.locator('[aria-invalid=true]').first().waitFor(),
    isNoRobot: async () => {
      await page.getByLabel(say.captcha.label).click()
      await page.getByText(solved[language], { exact: true }).waitFor()
    },
    giveDevice: () => giveDevice(context, page),
    /** Nothing went wrong in the browser on the whole way. */
    end: async () => {
      expect(complaints).toEqual([])
      await context.close()
    },
  }
}

/** A screen lock that always says yes. */
async function giveDevice(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** What this phone gets by `act`. */
export async function codeAfter({ world }: Walk, phone: string, act: () => Promise<unknown>): Promise<string> {
  const before = (await messagesOf(world, phone)).length
  await act()
  return codeOn(world, phone, before)
}

/** To a page of my account, through the national portal. */
export async function throughPortal(walk: Walk, who: Somebody, path = '/my-account/info'): Promise<void> {
  const { page, press, say, type } = walk
  const button = page.getByRole('button', { name: say.signIn.portalButton, exact: true })
  await expect.poll(async () => (await walk.go(path), button.count()), { interval: 1000, timeout: 60_000 }).toBe(1)
  await press(say.signIn.portalButton)
  await page.waitForURL((url) => !url.href.startsWith(walk.world.account))
  await type({ number: who.idNumber, password: 'Cong@2023' })
  const code = await codeAfter(walk, who.phone, () => page.locator('button[type=submit]').first().click())
  await type({ code })
  await page.locator('button[type=submit]').first().click()
  await walk.isAt(path)
}

export async function enterPassword({ go, press, say, type }: Walk, who: Somebody, password: string): Promise<void> {
  await go('/sign-in')
  await type({ number: who.idNumber, password })
  await press(say.signIn.submit)
}

export async function signOut({ go, isAt, press, say }: Walk): Promise<void> {
  await go('/my-account/info')
  await press(say.frame.signOut)
  await isAt('/sign-in')
}

/** Đăng ký OTP after a portal sign-in; gives the recovery codes that come with it. */
export async function registerOtp(walk: Walk, { phone }: Somebody): Promise<string[]> {
  const { go, isNoRobot, page, press, say, see, type } = walk
  await go('/my-account/register-otp')
  await page.getByRole('radio').first().check()
  await isNoRobot()
  await see(say.registerOtp.choose)
  const code = await codeAfter(walk, phone, () => press(say.registerOtp.submit))
  await see(say.registerOtp.codeText)
  await type({ code })
  await press(say.codePage.continue)
  await see(say.recoverySheet.once)
  const codes = await page.locator('.recovery-codes code').allInnerTexts()
  await press(say.recovery.kept)
  await see(say.overview.done.kept)
  return codes
}

/** Quên mật khẩu as far as the page of the new password; gives the code that was sent. */
export async function beginReset(walk: Walk, { idNumber, phone }: Somebody): Promise<string> {
  const { go, isNoRobot, press, say, see, type } = walk
  await go('/forgot-password')
  await type({ account: idNumber })
  await isNoRobot()
  await see(say.reset.account)
  return codeAfter(walk, phone, () => press(say.reset.continue))
}

export async function setPassword(walk: Walk, fields: { code: string; password: string; recovery?: string }) {
  await walk.type({ ...fields, again: fields.password })
  await walk.isNoRobot()
  await walk.see(walk.say.reset.passwordNote)
  await walk.press(walk.say.reset.submit)
}
