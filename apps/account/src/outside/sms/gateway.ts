// What the service needs of an SMS gateway, whatever its make.
export const gatewayNames = ['esms', 'speedsms', 'vnpt', 'viettel', 'fpt', 'twilio', 'http', 'smpp'] as const
export type GatewayName = (typeof gatewayNames)[number]

export type Sms = {
  /** E.164 */
  phone: string
  /** Unaccented, ≤ 160 GSM-7 characters. */
  text: string
  /** For gateways that fill the registered template in themselves: which one, and its parts in their order. */
  template: 'code' | 'notice'
  language: 'vi' | 'en'
  parts: readonly string[]
  /** One per message: a gateway that sees it twice sends once. */
  requestId: string
  /** Where the delivery receipt goes. */
  callbackUrl: string
}

/**
 * refused: not now; another gateway at once, this one later · unfit: this gateway never takes it (keys, template, network, balance),
 * another may · permanent: no gateway ever will (the number) · ambiguous: it may or may not have been sent.
 */
export type SmsFailure = 'refused' | 'unfit' | 'permanent' | 'ambiguous'
export type SmsAccepted = { ok: true; ref: string }
/** `error` names a code or a status, never what was sent. */
export type SmsRefused = { ok: false; failure: SmsFailure; error: string }
export type SmsResult = SmsAccepted | SmsRefused

/** `signal` ends the request when the gateway was silent for too long. */
export type SendSms = (sms: Sms, signal: AbortSignal) => Promise<SmsResult>

/** unknown: the gateway will tell no more. */
export type Fate = 'delivered' | 'failed' | 'unknown' | 'waiting'

/** What was sent, as far as a gateway needs it to say what became of it. */
export type SentSms = { phone: string; ref: string; requestId: string; acceptedAt: Date }

/** A receipt as it came to our address; `fields` of the query or of the body. */
export type ReceiptRequest = { url: string; fields: Readonly<Record<string, string>>; signature: string | undefined }

export type Gateway = {
  name: GatewayName
  send: SendSms
  /** Reads a receipt in this gateway's shape; undefined where it is none, or forged. */
  readReceipt?: (receipt: ReceiptRequest) => Fate | undefined
  /** Asks what became of a message, where receipts do not come by themselves. */
  askFate?: (sent: SentSms, signal: AbortSignal) => Promise<Fate>
  /** Receipts that come over the gateway's own connection, by its reference; false where the reference is not known yet. */
  onReceipt?: (note: (ref: string, fate: Fate) => Promise<boolean>) => void
  close?: () => Promise<void>
}

export const refused = (failure: SmsFailure, error: string): SmsRefused => ({ ok: false, failure, error })

/** "+84901234926" → "84901234926" */
export const withCountry = (phone: string): string => phone.replace(/^\+/, '')
/** "+84901234926" → "0901234926" */
export const asDialled = (phone: string): string => phone.replace(/^\+84/, '0')
