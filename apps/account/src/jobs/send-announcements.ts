// Lets announcements out, a few a second on one node: behind the codes, within half of what the fleet may send.
import { unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { limits } from '../limits.ts'
import {
  claimMails,
  countQueued,
  type DueMail,
  expireAnnouncements,
  handOver,
  noteMailed,
  noteMailFailed,
} from '../records/announcements/store.ts'
import { budgetUsed, type Fleet, readFleet } from '../records/gateways/fleet.ts'

const { perSecond, queued: mostQueued, percent, tries } = limits.announce

/** One second's worth; gives how many left. */
export async function sendAnnouncements(deps: Deps): Promise<number> {
  await expireAnnouncements(deps.db)
  const mails = deps.sendMail ? await claimMails(deps.db, perSecond) : []
  await Promise.all(mails.map((mail) => deliver(deps, mail)))
  const handed = await handOverSome(deps)
  if (handed > 0) deps.nudge()
  return handed + mails.length
}

async function handOverSome({ db, config }: Deps): Promise<number> {
  const room = Math.min(perSecond, mostQueued - (await countQueued(db)))
  if (room <= 0 || isBusy(await readFleet(db, config))) return 0
  return handOver(db, room)
}

/** The other half of both ceilings is the codes'. */
const isBusy = (fleet: Fleet): boolean =>
  fleet.minute * 100 >= fleet.minuteMost * percent || budgetUsed(fleet) * 100 >= percent

const content = z.object({ subject: z.string(), text: z.string() })

async function deliver(deps: Deps, mail: DueMail): Promise<void> {
  const read = content.safeParse(unseal(deps.secret, 'mail', mail.content))
  if (!read.success) return void (await noteMailFailed(deps.db, { id: mail.id, error: 'unreadable', final: true }))
  try {
    await deps.sendMail?.({ to: mail.target, ...read.data })
    await noteMailed(deps.db, mail.id)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    deps.log.warn({ event: 'mail-not-delivered', tries: mail.tries, why }, 'mail-not-delivered')
    await noteMailFailed(deps.db, { id: mail.id, error: why.slice(0, 200), final: mail.tries >= tries })
  }
}
