// Language in the path: /vi/…, /en/…; "/" goes to the preferred one.
import type { FastifyRequest } from 'fastify'
import { type Language, languages } from '@motcua/ui/shell.ts'

/** The language that a path names, if it names one. */
export function languageOfPath(url: string): Language | undefined {
  const first = url.split(/[/?]/, 2)[1]
  return languages.find((language) => language === first)
}

/** The first language of Accept-Language that we speak; Vietnamese otherwise. */
export function preferredLanguage(request: { headers: { 'accept-language'?: string | undefined } }): Language {
  const accepted = String(request.headers['accept-language'] ?? '').toLowerCase()
  const ranked = accepted.split(',').map((part) => part.trim().slice(0, 2))
  return ranked.find((tag): tag is Language => tag === 'vi' || tag === 'en') ?? 'vi'
}

export const languageOf = (request: FastifyRequest): Language =>
  languageOfPath(request.url) ?? preferredLanguage(request)

/** The address without its language prefix: "/vi/sign-in?x=1" → "/sign-in?x=1". */
export function pathWithoutLanguage(url: string): string {
  return languageOfPath(url) ? url.slice(3) || '/' : url
}
