// First-party relying parties need no stored consent: the id says whose grant for whom in which session, the scopes are the party's own.
import type { Adapter } from 'oidc-provider'

export type GrantKey = { accountId: string; clientId: string; scope: string; sessionUid: string }

export const grantId = ({ accountId, clientId, scope, sessionUid }: GrantKey): string =>
  Buffer.from(JSON.stringify([accountId, clientId, scope, sessionUid])).toString('base64url')

export function readGrantId(id: string): GrantKey {
  const [accountId = '', clientId = '', scope = '', sessionUid = ''] = JSON.parse(
    Buffer.from(id, 'base64url').toString(),
  ) as string[]
  return { accountId, clientId, scope, sessionUid }
}

export function grantStorage(): Adapter {
  const none = async () => undefined
  return {
    upsert: none,
    find: async (id) => {
      const { accountId, clientId, scope } = readGrantId(id)
      return { jti: id, kind: 'Grant', accountId, clientId, openid: { scope } }
    },
    findByUid: none,
    findByUserCode: none,
    consume: none,
    destroy: none,
    revokeByGrantId: none,
  }
}
