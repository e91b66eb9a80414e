// The few PDUs of SMPP 3.4 that a sender needs, as bytes (section 4 of the specification).
import { gsm7 } from './gsm7.ts'

export const commands = {
  genericNack: 0x80000000,
  bindTransceiver: 0x00000009,
  submit: 0x00000004,
  deliver: 0x00000005,
  unbind: 0x00000006,
  enquireLink: 0x00000015,
} as const

/** A response has the request's id with the highest bit set. */
export const replyTo = (command: number): number => (command | 0x80000000) >>> 0

export type Pdu = { command: number; status: number; sequence: number; body: Buffer }

const headerLength = 16
const mostLength = 16 * 1024

export function writePdu({ command, status, sequence, body }: Pdu): Buffer {
  const header = Buffer.alloc(headerLength)
  header.writeUInt32BE(headerLength + body.length, 0)
  header.writeUInt32BE(command, 4)
  header.writeUInt32BE(status, 8)
  header.writeUInt32BE(sequence, 12)
  return Buffer.concat([header, body])
}

/** Every whole PDU at the start of the bytes, and what is left. Throws where a length makes no sense: the connection is lost then. */
export function readPdus(bytes: Buffer): { pdus: Pdu[]; rest: Buffer } {
  const pdus: Pdu[] = []
  let rest = bytes
  while (rest.length >= headerLength) {
    const length = rest.readUInt32BE(0)
    if (length < headerLength || length > mostLength) throw new Error('SMPP: a PDU of an impossible length')
    if (rest.length < length) break
    pdus.push({
      command: rest.readUInt32BE(4),
      status: rest.readUInt32BE(8),
      sequence: rest.readUInt32BE(12),
      body: rest.subarray(headerLength, length),
    })
    rest = rest.subarray(length)
  }
  return { pdus, rest }
}

/** A C-octet string: ASCII and a zero byte. */
export const cString = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1')

export function bindBody(bind: { systemId: string; password: string; systemType: string }): Buffer {
  const version34 = 0x34
  const anyAddress = [version34, 0, 0]
  return Buffer.concat([
    cString(bind.systemId),
    cString(bind.password),
    cString(bind.systemType),
    Buffer.from(anyAddress),
    cString(''),
  ])
}

const ton = { international: 1, alphanumeric: 5 }
const npi = { unknown: 0, isdn: 1 }

/** `to` as 84901234926. A receipt is asked for whatever becomes of the message. */
export function submitBody(message: { from: string; to: string; text: string }): Buffer {
  const { coding, bytes } = encodeText(message.text)
  const isNumber = /^\+?\d+$/.test(message.from)
  const [fromTon, fromNpi] = isNumber ? [ton.international, npi.isdn] : [ton.alphanumeric, npi.unknown]
  const [esmClass, protocol, priority, receipt, replace, canned] = [0, 0, 0, 1, 0, 0]
  return Buffer.concat([
    cString(''),
    Buffer.from([fromTon, fromNpi]),
    cString(message.from),
    Buffer.from([ton.international, npi.isdn]),
    cString(message.to),
    Buffer.from([esmClass, protocol, priority]),
    cString(''),
    cString(''),
    Buffer.from([receipt, replace, coding, canned, bytes.length]),
    bytes,
  ])
}

/** data_coding 0: the GSM alphabet, one septet a byte; 8: UCS-2 where a letter is not in it. */
export function encodeText(text: string): { coding: 0 | 8; bytes: Buffer } {
  const septets = gsm7(text)
  if (septets) return { coding: 0, bytes: Buffer.from(septets) }
  return { coding: 8, bytes: Buffer.from(text, 'utf16le').swap16() }
}

/** The C-octet strings and bytes of a deliver_sm up to its message. */
export function readDeliver(body: Buffer): { esmClass: number; text: string } {
  let at = 0
  const skipText = () => {
    at = body.indexOf(0, at) + 1
  }
  skipText()
  at += 2
  skipText()
  at += 2
  skipText()
  const esmClass = body[at] ?? 0
  at += 3
  skipText()
  skipText()
  const length = body[at + 4] ?? 0
  return { esmClass, text: body.subarray(at + 5, at + 5 + length).toString('latin1') }
}
