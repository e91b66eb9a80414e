// The meeting point of a relying party's request and our sign-in pages.
import type { Db } from '@motcua/db/query.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Errand } from '../records/attempts/errand.ts'
import { endSessions, type Door } from '../records/sessions/store.ts'
import { acrOf } from './doors.ts'
import { relyingPartyNames } from './relying-parties.ts'

/** Reads the interaction whose cookie this browser holds; undefined where it is over or belongs to another browser. */
export async function readInteraction(provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  try {
    return await provider.interactionDetails(request.raw, reply.raw)
  } catch {
    return undefined
  }
}

type Interaction = NonNullable<Awaited<ReturnType<typeof readInteraction>>>

/** Why the person came, from the interaction. */
export async function errandOf(db: Db, interaction: Interaction, browser: string): Promise<Errand | undefined> {
  const clientId = interaction.params['client_id']
  if (typeof clientId !== 'string') return undefined
  const names = await relyingPartyNames(db, clientId)
  const prompts = paramText(interaction.params['prompt']).split(' ')
  // The provider saw a session and it was not enough: too old for max_age, or somebody else's.
  const isNotEnough = interaction.session?.uid !== undefined
  return {
    interaction: interaction.uid,
    browser,
    target: new URL(paramText(interaction.params['redirect_uri'])).origin,
    ...(names ? { clientVi: names.name_vi, clientEn: names.name_en } : {}),
    ...(prompts.includes('login') || isNotEnough ? { fresh: true } : {}),
    ...maxAgeOf(interaction.params['max_age']),
  }
}

/** Seconds; the relying party takes no older proof. */
const maxAgeOf = (asked: unknown): { maxAge?: number } =>
  asked === undefined || !Number.isFinite(Number(asked)) ? {} : { maxAge: Number(asked) }

/** A parameter of an authorization request is text or it is not there. */
export const paramText = (value: unknown): string => (typeof value === 'string' ? value : '')

export type SignedIn = {
  sessionId: string
  accountId: string
  door: Door
  amr: readonly string[]
  authenticatedAt: Date
}

/**
 * Hands the proof to the provider; gives the address that carries the person on, or undefined where the request is over.
 * A session that this browser had before, of whomever, ends: one browser, one person.
 */
export async function answerInteraction(
  db: Db,
  provider: Provider,
  uid: string,
  who: SignedIn,
): Promise<string | undefined> {
  const interaction = await provider.Interaction.find(uid)
  if (!interaction) return undefined
  const before = interaction.session?.uid
  if (before) {
    await endSessions(db, { uid: before }, { reason: 'replaced' })
    // The library compares the session it saw with the one that comes back; the ended one comes back no more.
    delete (interaction as { session?: unknown }).session
  }
  const ts = Math.floor(who.authenticatedAt.getTime() / 1000)
  interaction.result = {
    login: { accountId: who.accountId, acr: acrOf[who.door], amr: [...who.amr], ts, remember: false },
  }
  await interaction.save(Math.max(1, interaction.exp - Math.floor(Date.now() / 1000)))
  return interaction.returnTo
}
