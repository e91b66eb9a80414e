// What the service needs of an SMS gateway, whatever its make.
export type Sms = {
  /** E.164 */
  phone: string
  /** Unaccented, ≤ 160 GSM-7 characters. */
  text: string
  /** One per message: a gateway that sees it twice sends once. */
  requestId: string
  /** Where the delivery receipt goes. */
  callbackUrl: string
}

/** refused: not now, another try may help · permanent: never for this message · ambiguous: it may or may not have been sent. */
export type SmsFailure = 'refused' | 'permanent' | 'ambiguous'
export type SmsResult =
  | { ok: true; gateway: string; ref: string }
  | { ok: false; gateway: string; failure: SmsFailure; error: string }

export type SendSms = (sms: Sms) => Promise<SmsResult>
