// The meeting point of a relying party's request and our sign-in pages.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { type Asked, sealAsked } from '../records/attempts/errand.ts'
import type { RelyingPartyReader } from './relying-parties.ts'

type Interaction = NonNullable<Awaited<ReturnType<Provider['interactionDetails']>>>

/** Where the provider sends the person; what they came for stands in the address, sealed. */
export async function signInAddress(
  { secret, parties }: { secret: string; parties: RelyingPartyReader },
  interaction: Interaction,
): Promise<string> {
  const sealed = sealAsked(secret, await askedBy(parties, interaction))
  return `/sign-in/for/${interaction.uid}?for=${encodeURIComponent(sealed)}`
}

async function askedBy(
  parties: RelyingPartyReader,
  { uid, exp, params, prompt, session }: Interaction,
): Promise<Asked> {
  const party = await parties(paramText(params['client_id']))
  // The provider saw a session and it was not enough: too old for max_age, or somebody else's. For consent alone it is.
  const before = prompt.name === 'login' ? session?.uid : undefined
  const isFresh = before !== undefined || paramText(params['prompt']).split(' ').includes('login')
  return {
    interaction: uid,
    until: exp,
    target: new URL(paramText(params['redirect_uri'])).origin,
    ...(party ? { clientVi: party.name_vi, clientEn: party.name_en } : {}),
    ...(isFresh ? { fresh: true } : {}),
    ...(before === undefined ? {} : { before }),
    ...maxAgeOf(params['max_age']),
  }
}

/** Seconds; the relying party takes no older proof. */
const maxAgeOf = (asked: unknown): { maxAge?: number } =>
  asked === undefined || !Number.isFinite(Number(asked)) ? {} : { maxAge: Number(asked) }

/** A parameter of an authorization request is text or it is not there. */
export const paramText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Does this browser hold the provider's own cookie for this very request? Somebody else's link carries nobody anywhere. */
export function isOwnInteraction(provider: Provider, request: FastifyRequest, reply: FastifyReply, uid: string) {
  const { cookies } = provider.createContext(request.raw, reply.raw)
  return cookies.get(provider.cookieName('interaction'), { signed: true }) === uid
}

/** Where the provider takes the person back; the session row that names the interaction is its answer. */
export const resumeAddress = ({ ACCOUNT_ORIGIN }: { ACCOUNT_ORIGIN: string }, interaction: string): string =>
  `${ACCOUNT_ORIGIN}/oidc/auth/${interaction}`
