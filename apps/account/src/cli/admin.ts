// admin add: an administrator or auditor with a password and an authenticator secret, both shown once.
import { randomBytes } from 'node:crypto'
import { inTransaction } from '@motcua/db/query.ts'
import QRCode from 'qrcode'
import type { Deps } from '../deps.ts'
import { addConsoleUser } from '../records/accounts/store.ts'
import { writeAudit } from '../records/audit/write-audit.ts'
import { authenticatorUri, newAuthenticatorSecret, storeAuthenticator } from '../records/factors/authenticator.ts'
import { replacePassword } from '../records/passwords/store.ts'
import { type CliIo, CommandRefused } from './io.ts'
import { words } from './messages.ts'

export type AdminOptions = { user?: string | undefined; name?: string | undefined; auditor?: boolean | undefined }

export async function addAdministrator(deps: Deps, io: CliIo, options: AdminOptions): Promise<void> {
  const say = words[io.language]
  const { user = '', name = '' } = options
  if (!/^[a-z][a-z0-9.-]{2,39}$/.test(user)) throw new CommandRefused(say.userFormat)
  if (name.trim().length < 2) throw new CommandRefused(say.missing('--name'))
  const kind = options.auditor ? 'auditor' : 'administrator'
  // 120 bits in six groups: it is typed once, and changed or kept in a safe.
  const password = (randomBytes(18).toString('base64url').match(/.{4}/g) ?? []).join('-')
  const secret = newAuthenticatorSecret()
  const hash = await deps.hasher.hash(password)
  const added = await inTransaction(deps.db, async (tx) => {
    const account = await addConsoleUser(tx, { kind, username: user, name: name.trim() })
    if (!account) return false
    await replacePassword(tx, account.id, hash)
    await storeAuthenticator(tx, deps.secret, account.id, secret)
    await writeAudit(tx, { event: 'administrator-added', accountId: account.id, detail: { kind, via: 'cli' } })
    return true
  })
  if (!added) throw new CommandRefused(say.userTaken(user))
  io.say(say.added(user))
  io.say(`${say.password}: ${password}`)
  io.say(`${say.secret}: ${secret}`)
  io.say(await QRCode.toString(authenticatorUri(secret, deps.config.SHORT_NAME, user), { type: 'utf8' }))
}
