// A cable between a node and PostgreSQL that can be pulled: nothing passes any more in either direction, and nobody is told (R23).
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export type Cable = {
  port: number
  /** Connections stay open and say nothing; new ones are taken and say nothing either, as behind a switch that is gone. */
  pull: () => void
  /** What was said into the dead cable is lost: those connections end, new ones pass. */
  plugIn: () => void
  stop: () => Promise<void>
}

export async function layCable(databasePort: number): Promise<Cable> {
  let isPulled = false
  const sockets = new Set<Socket>()
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const join = (client: Socket) => {
    const server = connect(databasePort, '127.0.0.1')
    const end = () => {
      client.destroy()
      server.destroy()
    }
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (data: Buffer) => !isPulled && to.write(data))
      from
        .on('error', end)
        // A goodbye does not come through either.
        .on('close', () => {
          sockets.delete(from)
          if (!isPulled) end()
        })
    }
  }
  const listener = createServer(join)
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  return {
    port: (listener.address() as AddressInfo).port,
    pull: () => {
      isPulled = true
    },
    plugIn: () => {
      isPulled = false
      endAll()
    },
    stop: async () => {
      const closed = new Promise((done) => listener.close(done))
      endAll()
      await closed
    },
  }
}
