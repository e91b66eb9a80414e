// Monday morning: every unit administrator is told how ready their units are; by mail, by SMS where there is no mail. Once, by one node.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../deps.ts'
import { insertAnnouncements, type Told } from '../records/announcements/store.ts'
import { claimWeek, listUnitAdministrators, type UnitAdministrator } from '../records/campaigns/weekly.ts'
import { countReadiness } from '../records/readiness/store.ts'
import { weeklyMail, weeklySms } from '../web/messages/announcements.ts'

/** Gives how many are told: the week and what it tells commit together. */
export const summarizeWeek = (deps: Deps): Promise<number> =>
  inTransaction(deps.db, async (tx) => {
    const claimed = await claimWeek(tx)
    if (!claimed) return 0
    let count = 0
    for (const who of await listUnitAdministrators(tx)) count += await tell(tx, deps, who, claimed.week)
    return count
  })

async function tell(tx: Db, deps: Deps, who: UnitAdministrator, week: string): Promise<number> {
  const told = reach(deps, who)
  const figures = await countReadiness(tx, who.agency, deps.config.FACTOR_PROFILE)
  if (!told || figures.total === 0) return 0
  const { ACCOUNT_ORIGIN: origin } = deps.config
  const text = weeklySms(new URL(origin).host, figures)
  const content = {
    sms: seal(deps.secret, 'message', { kind: 'notice', language: 'vi', text }),
    mail: seal(deps.secret, 'mail', weeklyMail(origin, who, figures)),
  }
  // Until the end of Tuesday: after that it is last week's news.
  const expiresAt = new Date(new Date(`${week}T00:00:00+07:00`).getTime() + 48 * 3600_000)
  return insertAnnouncements(tx, { kind: 'weekly', source: week, expiresAt, content }, [told])
}

function reach({ sendMail }: Deps, { id, email, number }: UnitAdministrator): Told | undefined {
  if (sendMail && email) return { accountId: id, channel: 'mail', target: email }
  return number ? { accountId: id, channel: 'sms', target: number } : undefined
}
