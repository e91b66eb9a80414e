// A code, its tag, what is kept of it, and its sealed message: nothing is written yet.
import { randomInt } from 'node:crypto'
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { limits } from '../../limits.ts'
import type { MessageContent } from './message-content.ts'
import type { NewChallenge, Purpose } from './store.ts'

export type CodeFor = Pick<NewChallenge, 'accountId' | 'purpose' | 'binding' | 'phone'> & { language: Language }

export type MadeCode = NewChallenge & { sealedContent: string }

export const codeHash = (secret: string, asked: { purpose: Purpose; binding: string; code: string }): string =>
  keyedHash(secret, 'code', `${asked.purpose} ${asked.binding} ${asked.code}`)

/** `code`: another one than random digits, for what nobody is to guess. `lastTag`: the new tag differs from it. */
export function makeCode(
  secret: string,
  { accountId, purpose, binding, phone, language }: CodeFor,
  given: { code?: string; lastTag?: string | undefined } = {},
): MadeCode {
  const code = given.code ?? randomDigits()
  const tag = freshTag(given.lastTag)
  const content: MessageContent = { kind: 'code', language, purpose, tag, code }
  const sealedContent = seal(secret, 'message', content)
  return {
    accountId,
    purpose,
    binding,
    phone,
    tag,
    codeHash: codeHash(secret, { purpose, binding, code }),
    sealedContent,
  }
}

const randomDigits = () => String(randomInt(10 ** limits.code.digits)).padStart(limits.code.digits, '0')

// Letters that nobody mixes up; the next tag differs from the last.
const tagLetters = 'ACDEHKLMNPRTVXY'

function freshTag(last: string | undefined): string {
  const letter = () => tagLetters[randomInt(tagLetters.length)]
  const tag = `${letter()}${letter()}`
  return tag === last ? freshTag(last) : tag
}
