// Reads the sealed audit once, in its order, and tells people what is suspicious in it. Nothing of it is in the way of a sign-in, so
// no answer is slower where somebody has the number. One node at a time.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { limits } from '../limits.ts'
import { countWrongCodes, type Entry, type Happening, noteToldUpTo, readOn, wasTold } from '../records/notices/store.ts'
import { tellPerson } from '../web/tell-person.ts'

const atOnce = 500

/** Gives how many rows were read. */
export const tellPeople = (deps: Deps): Promise<number> =>
  inTransaction(deps.db, async (tx) => {
    const { entries, upTo } = await readOn(tx, atOnce)
    if (upTo === null) return 0
    for (const entry of entries) await tellOf(tx, deps, entry)
    await noteToldUpTo(tx, upTo)
    return entries.length
  })

/** Of one kind once a day: whoever types wrong passwords all day costs one message. */
async function tellOf(tx: Db, deps: Deps, entry: Entry): Promise<void> {
  const what = await happeningOf(tx, entry)
  if (!what) return
  const { account_id: accountId, day } = entry
  const source = `${what} ${day}`
  if (await wasTold(tx, accountId, source)) return
  await tellPerson(tx, deps, { accountId, what, language: 'vi', source })
}

/** Nothing at the first sign-in ever: everything is new then. */
async function happeningOf(
  tx: Db,
  { event, door, detail, account_id: accountId, days_away: away }: Entry,
): Promise<Happening | null> {
  if (event === 'password-locked') return 'wrong-passwords'
  if (event === 'code-wrong') {
    const isAtDoor = door === 'standby' || door === 'phone'
    return isAtDoor && (await countWrongCodes(tx, accountId)) >= limits.notices.wrongCodes ? 'wrong-codes' : null
  }
  if (away === null) return null
  if (away >= limits.notices.daysAway) return 'long-away'
  return detail['device'] === 'new' ? 'new-device' : null
}
