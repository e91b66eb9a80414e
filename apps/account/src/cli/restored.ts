// restored: after the database came back from a backup, ends what may have come alive again. Works without the server.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { endAll } from '../records/restores/end-all.ts'
import { moment } from '../web/times.ts'
import { type CliIo, CommandRefused } from './io.ts'
import { words } from './messages.ts'

export type RestoredOptions = { by?: string | undefined; 'keep-recovery-codes'?: boolean | undefined }

export async function endRestored(deps: Deps, { language, say }: CliIo, options: RestoredOptions): Promise<void> {
  const told = words[language]
  const { by, 'keep-recovery-codes': keepRecoveryCodes = false } = options
  if (!by?.trim()) throw new CommandRefused(told.missing('--by'))
  const ended = await inTransaction(deps.db, (tx) => endAll(tx, { by, keepRecoveryCodes }))
  say(told.restoredDone({ ...ended, newest: ended.newest ? moment(language, ended.newest) : '–' }))
}
