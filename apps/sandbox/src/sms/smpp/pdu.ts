// SMPP 3.4 as a message centre reads and writes it: its own reading of the specification, apart from the account service's.
export type Pdu = { id: number; status: number; sequence: number; body: Buffer }

export const ids = {
  bindReceiver: 0x01,
  bindTransmitter: 0x02,
  submit: 0x04,
  deliver: 0x05,
  unbind: 0x06,
  bindTransceiver: 0x09,
  enquire: 0x15,
  nack: 0x80000000,
} as const
export const response = (id: number): number => (id | 0x80000000) >>> 0

export function encode({ id, status, sequence, body }: Pdu): Buffer {
  const bytes = Buffer.alloc(16 + body.length)
  for (const [index, value] of [bytes.length, id, status, sequence].entries()) bytes.writeUInt32BE(value, index * 4)
  body.copy(bytes, 16)
  return bytes
}

/** Takes whole PDUs off the front. */
export function decode(bytes: Buffer): { found: Pdu[]; left: Buffer } {
  const found: Pdu[] = []
  let left = bytes
  while (left.length >= 16 && left.length >= left.readUInt32BE(0)) {
    const length = Math.max(16, left.readUInt32BE(0))
    const [id, status, sequence] = [left.readUInt32BE(4), left.readUInt32BE(8), left.readUInt32BE(12)]
    found.push({ id, status, sequence, body: left.subarray(16, length) })
    left = left.subarray(length)
  }
  return { found, left }
}

/** Reads a body field after field. */
export function reader(body: Buffer) {
  let at = 0
  return {
    text() {
      const end = body.indexOf(0, at)
      const text = body.toString('latin1', at, end < 0 ? body.length : end)
      at = end < 0 ? body.length : end + 1
      return text
    },
    byte: () => body[at++] ?? 0,
    bytes(length: number) {
      at += length
      return body.subarray(at - length, at)
    },
    isAtEnd: () => at === body.length,
  }
}

export const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1')

const plain = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./'
const escaped = new Map([
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
])

/** The message as a phone shows it: data_coding 0 is the GSM alphabet, 8 is UCS-2; undefined for any other. */
export function shown(coding: number, bytes: Buffer): string | undefined {
  if (coding === 8) return new TextDecoder('utf-16be').decode(bytes)
  if (coding !== 0) return undefined
  let said = ''
  for (let at = 0; at < bytes.length; at++) {
    const septet = bytes[at] ?? 0
    if (septet === 0x1b) said += escaped.get(bytes[++at] ?? 0) ?? ' '
    else said += septet < 0x30 ? plain[septet] : septet === 0x40 ? '¡' : String.fromCharCode(septet)
  }
  return said
}
