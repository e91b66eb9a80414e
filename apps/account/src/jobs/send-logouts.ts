// Tells relying parties that a session ended (OpenID Connect Back-Channel Logout), until they have heard it.
import type { Provider } from 'oidc-provider'
import type { Deps } from '../deps.ts'
import {
  claimNotices,
  type LogoutNotice,
  noteNoticeDone,
  noteNoticeFailed,
} from '../records/sessions/logout-notices.ts'

const atOnce = 10
const triesMost = 20

// The types of the library leave out the method by which it sends one.
type CanBeTold = { backchannelLogoutUri?: string; backchannelLogout: (sub: string, sid: string) => Promise<unknown> }

export async function sendLogouts(deps: Deps, provider: Provider): Promise<number> {
  const due = await claimNotices(deps.db, atOnce)
  await Promise.all(due.map((notice) => tell(deps, provider, notice)))
  return due.length
}

async function tell(deps: Deps, provider: Provider, notice: LogoutNotice): Promise<void> {
  const client = (await provider.Client.find(notice.client_id)) as unknown as CanBeTold | undefined
  if (!client?.backchannelLogoutUri) return void (await noteNoticeDone(deps.db, notice.id))
  try {
    await client.backchannelLogout(notice.account_id, notice.sid)
    await noteNoticeDone(deps.db, notice.id)
  } catch (error) {
    deps.log.warn(
      { event: 'logout-not-delivered', client: notice.client_id, tries: notice.tries, error },
      'logout-not-delivered',
    )
    if (notice.tries >= triesMost) await noteNoticeFailed(deps.db, notice.id)
  }
}
