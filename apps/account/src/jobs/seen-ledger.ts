// Each node remembers the newest link of the ledger that it saw, outside the database: so a database that was restored from a backup, in which
// used codes and ended sessions are alive again, is known at the next start.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { isKnownMark, type LedgerMark, readMark } from '../records/audit/ledger-mark.ts'

type Needs = Pick<Deps, 'db' | 'config'>

const shape = z.object({ number: z.number(), hash: z.string(), at: z.string() })
const fileOf = ({ config }: Needs) => join(config.DATA_FOLDER, 'ledger-seen.json')

/** Throws `SettingsRefused` where the database is older than what this node has seen. */
export async function refuseOlder(needs: Needs): Promise<void> {
  const mark = readSeen(needs)
  if (!mark || (await isKnownMark(needs.db, mark))) return
  throw new SettingsRefused(
    `This database is older than what this node has seen (audit row ${mark.number}, ${mark.at}): it was restored from a backup, and used codes and
ended sessions are alive in it. End them first:  npm run account -- restored --by "NAME"`,
  )
}

/** Renews what this node remembers; a file that was written half is not taken for one. */
export async function rememberLedger(needs: Needs): Promise<void> {
  const mark = await readMark(needs.db)
  if (!mark) return
  const file = fileOf(needs)
  mkdirSync(needs.config.DATA_FOLDER, { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(mark), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function readSeen(needs: Needs): LedgerMark | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(fileOf(needs), 'utf8')))
  } catch {
    return undefined
  }
}
