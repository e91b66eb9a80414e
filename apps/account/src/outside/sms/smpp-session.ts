// One bound SMPP connection: requests with their answers, receipts, and the question whether the other side is still there.
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { bindBody, commands, cString, type Pdu, readDeliver, readPdus, replyTo, writePdu } from './smpp-pdu.ts'

export type SmppSettings = {
  host: string
  port: number
  isTls: boolean
  systemId: string
  password: string
  systemType: string
  sender: string
}

export type SmppSession = {
  /** Resolves with the answer; undefined where the connection ended or `signal` came first. */
  request: (command: number, body: Buffer, signal?: AbortSignal) => Promise<Pdu | undefined>
  isOpen: () => boolean
  close: () => Promise<void>
}

/** Milliseconds between two questions whether the message centre is still there, and how long it may take to answer. */
const linkEvery = 30_000
const answerWithin = 10_000

/** `onText` gets the text of a deliver_sm and says whether it was dealt with; false lets the centre send it again. */
export type OnText = (text: string) => Promise<boolean>

/** Connects; nothing is bound yet. Rejects where the centre cannot be reached. */
export async function openSession(settings: SmppSettings, onText: OnText, signal: AbortSignal): Promise<SmppSession> {
  const socket = await connected(settings, signal)
  const waiting = new Map<number, (answer: Pdu | undefined) => void>()
  let sequence = 0
  let rest: Buffer = Buffer.alloc(0)

  const send = (pdu: Pdu) => void socket.write(writePdu(pdu))

  function request(command: number, body: Buffer, until: AbortSignal = AbortSignal.timeout(answerWithin)) {
    sequence = (sequence % 0x7fffffff) + 1
    const own = sequence
    return new Promise<Pdu | undefined>((resolve) => {
      if (socket.destroyed || until.aborted) return resolve(undefined)
      const settle = (pdu: Pdu | undefined) => {
        waiting.delete(own)
        until.removeEventListener('abort', giveUp)
        resolve(pdu)
      }
      const giveUp = () => settle(undefined)
      until.addEventListener('abort', giveUp)
      waiting.set(own, settle)
      send({ command, status: 0, sequence: own, body })
    })
  }

  async function answer(pdu: Pdu) {
    const { command, sequence: theirs } = pdu
    if (command === commands.enquireLink || command === commands.unbind)
      return send({ command: replyTo(command), status: 0, sequence: theirs, body: Buffer.alloc(0) })
    if (command !== commands.deliver)
      return send({ command: commands.genericNack, status: 0x3, sequence: theirs, body: Buffer.alloc(0) })
    const systemError = 0x8
    const isDone = await onText(readDeliver(pdu.body).text)
    send({ command: replyTo(command), status: isDone ? 0 : systemError, sequence: theirs, body: cString('') })
  }

  function receive(bytes: Buffer) {
    const read = readPdus(Buffer.concat([rest, bytes]))
    rest = read.rest
    for (const pdu of read.pdus) {
      if (pdu.command >= 0x80000000) waiting.get(pdu.sequence)?.(pdu)
      else answer(pdu).catch(() => socket.destroy())
    }
  }

  socket.on('data', (bytes: Buffer) => {
    try {
      receive(bytes)
    } catch {
      socket.destroy()
    }
  })
  socket.on('error', () => socket.destroy())
  const link = setInterval(() => {
    void request(commands.enquireLink, Buffer.alloc(0)).then((pdu) => (pdu ? undefined : socket.destroy()))
  }, linkEvery)
  link.unref()
  socket.once('close', () => {
    clearInterval(link)
    for (const settle of waiting.values()) settle(undefined)
  })

  return {
    request,
    isOpen: () => !socket.destroyed && socket.writable,
    async close() {
      await request(commands.unbind, Buffer.alloc(0), AbortSignal.timeout(500))
      socket.destroy()
    },
  }
}

/** Bound as transceiver, or the centre's status why not. */
export async function bind(
  session: SmppSession,
  settings: SmppSettings,
  signal: AbortSignal,
): Promise<number | undefined> {
  const answer = await session.request(commands.bindTransceiver, bindBody(settings), signal)
  return answer?.status
}

function connected({ host, port, isTls }: SmppSettings, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = isTls ? connectTls({ host, port, servername: host }) : connect({ host, port })
    const giveUp = () => socket.destroy(new Error('SMPP: no connection in time'))
    signal.addEventListener('abort', giveUp, { once: true })
    socket.once('error', reject)
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', giveUp)
      socket.off('error', reject)
      socket.setNoDelay(true)
      resolve(socket)
    })
  })
}
