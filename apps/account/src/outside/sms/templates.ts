// What a message says: per gateway and language the registered, unaccented template of the brandname, with its parts in order.
import { fitsOneMessage } from './gsm7.ts'

/** What a code is for; each has its own words in a message. */
export type CodePurpose = 'sign-in' | 'register-phone' | 'new-phone' | 'reset' | 'fresh' | 'register'
type Language = 'vi' | 'en'

export type Content =
  | { kind: 'code'; language: Language; purpose: CodePurpose; tag: string; code: string }
  | { kind: 'notice'; language: Language; text: string }

/** With {tag}, {code}, {action} and {site}; a last line "@{site} #{code}" lets browsers fill the code in (WebOTP). */
export type Templates = Readonly<Record<Language, string>>

export const usualTemplates: Templates = {
  vi: 'Ma {tag}: {code} {action} {site}. Het han sau 120 giay. Khong dua ma cho bat ky ai.',
  en: 'Code {tag}: {code} {action} {site}. Expires in 120 seconds. Give it to nobody.',
}

const actions: Record<CodePurpose, Record<Language, string>> = {
  'sign-in': { vi: 'de dang nhap tai', en: 'to sign in at' },
  'register-phone': { vi: 'de dang ky so nhan OTP tai', en: 'to register this number at' },
  'new-phone': { vi: 'de dang ky so nhan OTP tai', en: 'to register this number at' },
  reset: { vi: 'de dat lai mat khau tai', en: 'to reset your password at' },
  fresh: { vi: 'de xac nhan thay doi tai', en: 'to confirm a change at' },
  register: { vi: 'de dang ky tai khoan tai', en: 'to register at' },
}

const places = ['tag', 'code', 'action', 'site'] as const
const place = /\{(tag|code|action|site)\}/g

export type Composed = { text: string; template: 'code' | 'notice'; language: Language; parts: string[] }

/** The text, and what stands in the template's places in their order. `site` is the host that people know. */
export function compose(templates: Templates, site: string, content: Content): Composed {
  const { language, kind: template } = content
  if (content.kind === 'notice') return { text: content.text, template, language, parts: [content.text] }
  const values: Record<string, string> = {
    tag: content.tag,
    code: content.code,
    action: actions[content.purpose][language],
    site,
  }
  const parts: string[] = []
  const text = templates[language].replace(place, (_all, name) => {
    const value = values[String(name)] ?? ''
    parts.push(value)
    return value
  })
  return { text, template, language, parts }
}

/** What is wrong with a template; empty where every message made from it fits. */
export function templateFaults(templates: Templates, site: string): string[] {
  return (['vi', 'en'] as const).flatMap((language) => {
    const missing = places.filter((name) => !templates[language].includes(`{${name}}`))
    if (missing.length) return [`the ${language} template lacks {${missing.join('}, {')}}`]
    const long = (Object.keys(actions) as CodePurpose[]).filter((purpose) => {
      const { text } = compose(templates, site, { kind: 'code', language, purpose, tag: 'KX', code: '000000' })
      return !fitsOneMessage(text)
    })
    return long.length ? [`the ${language} template gives more than 160 GSM-7 characters (${long.join(', ')})`] : []
  })
}
