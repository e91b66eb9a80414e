// What the pages of the account service say, from its own catalogs: a walk takes the same steps in both languages.
import { words as confirm } from '../../apps/account/src/journeys/console/confirm/messages.ts'
import { words as consoleFrame } from '../../apps/account/src/journeys/console/messages.ts'
import { words as myWays } from '../../apps/account/src/journeys/console/my-ways/messages.ts'
import { words as requests } from '../../apps/account/src/journeys/console/requests/messages.ts'
import { words as consoleSignIn } from '../../apps/account/src/journeys/console/sign-in/messages.ts'
import { words as standbyDoor } from '../../apps/account/src/journeys/console/standby-door/messages.ts'
import { words as reset } from '../../apps/account/src/journeys/forgotten-password/messages.ts'
import { words as lostPhone } from '../../apps/account/src/journeys/lost-phone/messages.ts'
import { words as approvals } from '../../apps/account/src/journeys/my-account/approvals/messages.ts'
import { words as frame } from '../../apps/account/src/journeys/my-account/messages.ts'
import { words as overview } from '../../apps/account/src/journeys/my-account/overview/messages.ts'
import { words as phones } from '../../apps/account/src/journeys/my-account/phones/messages.ts'
import { words as recovery } from '../../apps/account/src/journeys/my-account/recovery-codes/messages.ts'
import { words as registerOtp } from '../../apps/account/src/journeys/my-account/register-otp/messages.ts'
import { words as ways } from '../../apps/account/src/journeys/my-account/ways/messages.ts'
import { words as signIn } from '../../apps/account/src/journeys/sign-in/messages.ts'
import { words as captcha } from '../../apps/account/src/web/messages/captcha.ts'
import { words as codePage } from '../../apps/account/src/web/messages/code-page.ts'
import { words as joint } from '../../apps/account/src/web/messages/joint-table.ts'
import { words as recoverySheet } from '../../apps/account/src/web/messages/recovery-sheet.ts'

const catalogs = {
  approvals,
  captcha,
  codePage,
  confirm,
  consoleFrame,
  consoleSignIn,
  frame,
  joint,
  lostPhone,
  myWays,
  overview,
  phones,
  recovery,
  recoverySheet,
  registerOtp,
  requests,
  reset,
  signIn,
  standbyDoor,
  ways,
}

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]
type Words = { [Name in keyof typeof catalogs]: (typeof catalogs)[Name]['vi'] }

export const wordsIn = (language: Language): Words =>
  Object.fromEntries(Object.entries(catalogs).map(([name, words]) => [name, words[language]])) as Words
