// A TCP proxy that can freeze, cut and move: what tests and harnesses put between the service and its database.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type TcpProxy = {
  port: number
  /** Nothing passes in either direction; connections stay open, new ones too. */
  freeze: () => void
  thaw: () => void
  /** Ends all connections at once. */
  cut: () => void
  /** New connections go to another port. */
  lead: (port: number) => void
  stop: () => Promise<void>
}

/** Listens on a free port of the loopback and forwards to `port`. */
export async function startTcpProxy(port: number): Promise<TcpProxy> {
  let target = port
  let isFrozen = false
  const sockets = new Set<Socket>()
  const join = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.on('data', (piece) => to.write(piece))
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    if (isFrozen) from.pause()
  }
  const server = createServer((inner) => {
    const outer = connect(target, '127.0.0.1')
    join(inner, outer)
    join(outer, inner)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const each = (act: (socket: Socket) => unknown) => {
    for (const socket of sockets) act(socket)
  }
  const cut = () => each((socket) => socket.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      isFrozen = true
      each((socket) => socket.pause())
    },
    thaw: () => {
      isFrozen = false
      each((socket) => socket.resume())
    },
    cut,
    lead: (other) => {
      target = other
    },
    stop: async () => {
      cut()
      await new Promise((done) => server.close(done))
    },
  }
}
