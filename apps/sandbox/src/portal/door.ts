// The portal's port: closed, connections are really refused; open, they are taken again at the same port.
import { once } from 'node:events'
import type { Server } from 'node:http'

export type PortalDoor = { open: () => Promise<void>; close: () => Promise<void> }

export function createDoor(server: Server, port: number): PortalDoor {
  return {
    async open() {
      if (server.listening) return
      const opened = once(server, 'listening')
      server.listen({ port, host: '::' })
      await opened
    },
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
