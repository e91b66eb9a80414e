// Is it our own network? Asks other addresses outside for nothing more than a connection.
import { connect } from 'node:net'

const patience = 2000

/** True where there are controls and not one can be reached. A refused connection was reached. */
export async function isOwnNetworkGone(controls: readonly string[]): Promise<boolean> {
  if (controls.length === 0) return false
  const reached = await Promise.all(controls.map(isReached))
  return !reached.includes(true)
}

function isReached(address: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(address)
  const usual = protocol === 'http:' ? 80 : 443
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || usual })
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.setTimeout(patience, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET'),
    )
  })
}
