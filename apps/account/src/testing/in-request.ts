// Work inside a request of the OpenID library, for tests of what its storage remembers within one.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Adapter, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { makeSigningKey } from '../provider/keys.ts'

const nothing = async () => undefined
const noRecords = (): Adapter => ({
  upsert: nothing,
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
})

/** Runs `work` in a request of its own, over HTTP; gives or throws what it does. */
export async function inRequest<T>(work: (ctx: KoaContextWithOIDC) => Promise<T>): Promise<T> {
  let done: Promise<T> | undefined
  const provider = new Provider('http://localhost', {
    adapter: noRecords,
    jwks: { keys: [await makeSigningKey()] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    cookies: { keys: ['test'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        postLogoutSuccessSource: async (ctx) => {
          done = work(ctx)
          await done.catch(() => {})
          ctx.body = ''
        },
      },
    },
  })
  const answer = provider.callback()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await fetch(`http://127.0.0.1:${port}/session/end/success`)
  server.close()
  server.closeAllConnections()
  if (!done) throw new Error('the library did not ask')
  return done
}
