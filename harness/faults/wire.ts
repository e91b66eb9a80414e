// A wire between a node and PostgreSQL that knows which statement passes: the cut points of T01 without a line of them in the product. The
// node dies by SIGKILL exactly before a statement reaches the database, or after the database has answered and before the node hears it.
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** `commit`: not the statement itself, but the end of the transaction that it stands in. */
export type Cut = { name: string; text: RegExp; commit: boolean; at: 'before' | 'after' }

export type Wire = {
  port: number
  /** The next time this cut is reached, `die` is called, once, and the connection says nothing any more. */
  arm: (cut: Cut, die: () => void) => void
  disarm: () => void
  /** Texts that passed, in order, while listening. */
  listen: (tell: (text: string) => void) => void
  stop: () => Promise<void>
}

export async function startWire(databasePort: number): Promise<Wire> {
  let armed: { cut: Cut; die: () => void } | undefined
  let tell: (text: string) => void = () => {}
  const sockets = new Set<Socket>()

  function join(client: Socket): void {
    const server = connect(databasePort, '127.0.0.1')
    for (const socket of [client, server]) sockets.add(socket)
    const texts = new Map<string, string>()
    let [isMarked, isWaiting, isDead] = [false, false, false]
    let [sent, held]: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)]
    let isGreeted = false

    const end = () => {
      client.destroy()
      server.destroy()
    }
    const die = () => {
      const hit = armed
      armed = undefined
      isDead = true
      hit?.die()
      end()
    }
    /** True where this statement is the one to die at. */
    function isCut(text: string): boolean {
      tell(text)
      if (!armed) return false
      const { cut } = armed
      if (!cut.commit) return cut.text.test(text)
      if (cut.text.test(text)) isMarked = true
      const isEnd = isMarked && /^commit$/i.test(text)
      if (/^(commit|rollback|begin)/i.test(text)) isMarked = false
      return isEnd
    }
    client.on('data', (data: Buffer) => {
      sent = Buffer.concat([sent, data])
      let from = 0
      for (;;) {
        const length = lengthAt(sent, from, isGreeted)
        if (length === undefined) break
        const text = isGreeted ? statementOf(sent.subarray(from, from + length), texts) : undefined
        isGreeted = true
        if (text !== undefined && isCut(text)) {
          if (armed?.cut.at === 'before') return die()
          isWaiting = true
        }
        from += length
      }
      if (isDead) return
      server.write(sent.subarray(0, from))
      sent = sent.subarray(from)
    })
    server.on('data', (data: Buffer) => {
      if (!isWaiting) return void client.write(data)
      held = Buffer.concat([held, data])
      // ReadyForQuery: the database is done with it.
      if (held.length >= 6 && held.at(-6) === 0x5a && held.readInt32BE(held.length - 5) === 5) die()
    })
    for (const socket of [client, server])
      socket
        .on('error', end)
        .on('close', end)
        .on('close', () => sockets.delete(socket))
  }

  const listener = createServer(join)
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  return {
    port: (listener.address() as AddressInfo).port,
    arm: (cut, die) => {
      armed = { cut, die }
    },
    disarm: () => {
      armed = undefined
    },
    listen: (given) => {
      tell = given
    },
    stop: async () => {
      const closed = new Promise((done) => listener.close(done))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Of the message that begins there; undefined where it has not come whole. The greeting has no letter before its length. */
function lengthAt(data: Buffer, from: number, isGreeted: boolean): number | undefined {
  const head = isGreeted ? 1 : 0
  if (data.length < from + head + 4) return undefined
  const length = data.readInt32BE(from + head) + head
  return data.length < from + length ? undefined : length
}

/** The text that a Query or Bind message runs; a Parse message names one for later. */
function statementOf(message: Buffer, texts: Map<string, string>): string | undefined {
  const letter = String.fromCharCode(message[0] ?? 0)
  const [first = '', second = ''] = message.subarray(5).toString('utf8').split('\0')
  if (letter === 'Q') return first
  if (letter === 'P') texts.set(first, second)
  return letter === 'B' ? texts.get(second) : undefined
}
