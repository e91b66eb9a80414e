// An SMPP 3.4 message centre (domain.md §4.7) on a port of its own: binds, takes messages, sends receipts by deliver_sm.
import { createServer, type Server, type Socket } from 'node:net'
import { codeOfNumber, type GatewayDeps, international, mobileOf } from '../gateway-deps.ts'
import type { Carried } from '../carrier.ts'
import { decode, encode, ids, type Pdu, reader, response, shown, text } from './pdu.ts'

export const smppKeys = { systemId: 'sandbox', password: 'sandbox', sender: 'MOTCUA' }

const status = {
  ok: 0,
  badCommand: 0x03,
  notBound: 0x04,
  systemError: 0x08,
  badSource: 0x0a,
  badBind: 0x0e,
  badOption: 0xc4,
}

/** What a connection may do once bound: a transceiver both, and some clients open one connection for each. */
const binds = new Map<number, { sends: boolean; receives: boolean }>([
  [ids.bindTransceiver, { sends: true, receives: true }],
  [ids.bindTransmitter, { sends: true, receives: false }],
  [ids.bindReceiver, { sends: false, receives: true }],
])

type Client = { socket: Socket; sends: boolean; receives: boolean; sequence: number }

/** registered_delivery (§5.2.17): the lowest two bits ask for a receipt whatever became of it; others ask for more than we give. */
const wantsReceipt = (registered: number) => (registered & 0b11) === 1

function isOurs(body: Buffer): boolean {
  const fields = reader(body)
  return fields.text() === smppKeys.systemId && fields.text() === smppKeys.password
}

export type MessageCentre = { listen: (port: number) => Promise<number>; close: () => Promise<void> }

export function createMessageCentre(deps: GatewayDeps): MessageCentre {
  const clients = new Set<Client>()
  const server: Server = createServer((socket) => {
    const client: Client = { socket, sends: false, receives: false, sequence: 0 }
    clients.add(client)
    let left: Buffer = Buffer.alloc(0)
    socket.on('data', (bytes: Buffer) => {
      const read = decode(Buffer.concat([left, bytes]))
      left = read.left
      for (const pdu of read.found) void answer(client, pdu)
    })
    socket.on('error', () => socket.destroy())
    socket.once('close', () => clients.delete(client))
  })

  const send = ({ socket }: Client, pdu: Pdu) => void (socket.destroyed || socket.write(encode(pdu)))

  async function answer(client: Client, { id, sequence, body }: Pdu) {
    if (id >= ids.nack) return
    const reply = (code: number, inside: Buffer = Buffer.alloc(0)) =>
      send(client, { id: response(id), status: code, sequence, body: inside })
    const { mode, seconds } = deps.fault()
    const bind = binds.get(id)
    if (bind) {
      if (!isOurs(body)) return reply(status.badBind, text('sandbox'))
      Object.assign(client, bind)
      return reply(status.ok, text('sandbox'))
    }
    if (id === ids.enquire) return reply(status.ok)
    if (id === ids.unbind) {
      reply(status.ok)
      return client.socket.end()
    }
    if (id !== ids.submit)
      return send(client, { id: ids.nack, status: status.badCommand, sequence, body: Buffer.alloc(0) })
    if (!client.sends) return reply(status.notBound)
    if (mode === 'refuse') return reply(status.systemError)
    const taken = submit(body)
    if (mode === 'slow') await deps.timers.wait(seconds * 1000)
    return typeof taken === 'number' ? reply(taken) : reply(status.ok, text(taken))
  }

  /** The message's id, or why not. */
  function submit(body: Buffer): string | number {
    const fields = reader(body)
    fields.text()
    fields.bytes(2)
    if (fields.text() !== smppKeys.sender) return status.badSource
    const ton = fields.byte()
    fields.byte()
    const phone = mobileOf(fields.text(), international)
    if (!phone || ton !== 1) return 0x0b
    fields.bytes(3)
    fields.text()
    fields.text()
    const registered = fields.byte()
    fields.byte()
    const coding = fields.byte()
    fields.byte()
    const said = shown(coding, fields.bytes(fields.byte()))
    if (said === undefined || !fields.isAtEnd() || !wantsReceipt(registered)) return status.badOption
    if (codeOfNumber(phone)) return Number(codeOfNumber(phone))
    const taken = deps.carrier.take({ phone, from: smppKeys.sender, text: said, requestId: null }, deliverReceipt)
    return taken?.id ?? status.systemError
  }

  /** To any connection that receives: a client with several nodes gets it at one of them. */
  function deliverReceipt({ id, load, fate }: Carried) {
    const client = [...clients].find(({ receives }) => receives)
    if (!client) return
    const stat = fate === 'delivered' ? 'DELIVRD err:000' : 'UNDELIV err:001'
    const day = '2611240802'
    const said = Buffer.from(
      `id:${id} sub:001 dlvrd:${fate === 'delivered' ? '001' : '000'} submit date:${day} done date:${day} stat:${stat} text:`,
    )
    const isReceipt = 0x04
    const body = Buffer.concat([
      text(''),
      Buffer.from([1, 1]),
      text(`84${load.phone.slice(1)}`),
      Buffer.from([5, 0]),
      text(smppKeys.sender),
      Buffer.from([isReceipt, 0, 0]),
      text(''),
      text(''),
      Buffer.from([0, 0, 0, 0, said.length]),
      said,
    ])
    client.sequence += 1
    send(client, { id: ids.deliver, status: 0, sequence: client.sequence, body })
  }

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, () => {
          const address = server.address()
          resolve(typeof address === 'object' && address ? address.port : port)
        })
      }),
    close: () =>
      new Promise((done) => {
        for (const { socket } of clients) socket.destroy()
        if (server.listening) server.close(() => done())
        else done()
      }),
  }
}
