// Is it our own network? Asks other addresses outside for nothing more than a connection.
import { connect } from 'node:net'
import { startPatience } from './patience.ts'

/** Milliseconds in which our thread runs. */
const patience = 2000

/** True where there are controls and not one can be reached. A refused connection was reached. */
export async function isOwnNetworkGone(controls: readonly string[]): Promise<boolean> {
  if (controls.length === 0) return false
  const { signal, end } = startPatience(patience)
  const reached = await Promise.all(controls.map((address) => isReached(address, signal)))
  end()
  return !reached.includes(true)
}

function isReached(address: string, until: AbortSignal): Promise<boolean> {
  const { hostname, port, protocol } = new URL(address)
  const usual = protocol === 'http:' ? 80 : 443
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || usual })
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    until.addEventListener('abort', () => end(false), { once: true })
    socket.once('connect', () => end(true))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET'),
    )
  })
}
