// Sign-out from our pages, from relying parties, and back from the portal; it always ends at a sign-in page.
import { renderPage } from '@motcua/ui/render.ts'
import { wireName } from '@motcua/web/host-cookies.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { preferredLanguage } from '@motcua/web/language.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyInstance } from 'fastify'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { siteOf } from '../../config.ts'
import type { Deps } from '../../deps.ts'
import { paramText } from '../../provider/interaction.ts'
import { findOwner } from '../../records/sessions/store.ts'
import { dropCookie, setCookie } from '../../web/cookies.ts'
import { sessionCookie } from '../../web/person.ts'
import { markProveAnew } from '../../web/prove-anew.ts'
import { endSession } from './end-session.ts'
import { Leaving, SignOut } from './sign-out.page.tsx'

const afterPortal = 'account_after'

export function signOutRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/sign-out', async (_request, reply) => reply.sendPage(SignOut({ shell: reply.shell() })))

  app.post('/sign-out', async (request, reply) => {
    const token = request.cookies[sessionCookie]
    const done = `/${reply.shell().language}/sign-in?done=signed-out`
    const out = token ? await endSession(deps, { tokenHash: tokenHash(token) }) : ({ kind: 'done' } as const)
    dropCookie(reply, sessionCookie)
    if (out.kind === 'unconfirmed') markProveAnew(deps, reply)
    if (out.kind !== 'portal') return reply.redirect(done, 303)
    setCookie(reply, deps.config, { name: afterPortal, value: seal(deps.secret, 'after-portal', done), maxAge: 300 })
    return reply.sendPage(Leaving({ shell: { ...reply.shell(), path: '/sign-in' }, url: out.url }))
  })
}

export function signedOutRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/portal/signed-out', async (request, reply) => {
    const onward = unseal(deps.secret, 'after-portal', request.cookies[afterPortal])
    dropCookie(reply, afterPortal)
    return reply.redirect(
      typeof onward === 'string' ? onward : `/${preferredLanguage(request)}/sign-in?done=signed-out`,
      303,
    )
  })
}

/**
 * A relying party sends somebody to sign out. With an ID token of this browser's own person it is done at once, also after the account
 * pages went idle while they were at work elsewhere; without one the person is asked first. The library has checked hint and address.
 */
export async function signOutForRelyingParty(deps: Deps, ctx: KoaContextWithOIDC): Promise<void> {
  const { session } = ctx.oidc
  const onWire = (name: string) => wireName(deps.config.ACCOUNT_ORIGIN, name)
  const token = tokenHash(ctx.cookies.get(onWire(sessionCookie), { signed: false }) ?? '')
  const owner = session?.accountId ?? (await findOwner(deps.db, token))
  const returnTo = returnAddress(ctx)
  if (!owner) return ctx.redirect(returnTo)
  if (hintedPerson(ctx) !== owner) return ctx.redirect('/sign-out')
  const out = await endSession(deps, session?.accountId ? { uid: session.uid } : { tokenHash: token })
  await session?.destroy()
  const secure = deps.config.ACCOUNT_ORIGIN.startsWith('https:')
  const set = (name: string, value: string, maxAge: number) =>
    ctx.cookies.set(onWire(name), value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: maxAge * 1000,
      signed: false,
      overwrite: true,
    })
  set(sessionCookie, '', 0)
  if (out.kind === 'portal') set(afterPortal, seal(deps.secret, 'after-portal', returnTo), 300)
  if (out.kind === 'unconfirmed') set('account_prove', '1', 12 * 3600)
  if (out.kind !== 'portal') return ctx.redirect(returnTo)
  const shell = {
    language: preferredLanguage(ctx.req),
    path: '/sign-in',
    token: '',
    site: siteOf(deps.config),
  } as const
  ctx.set('cache-control', 'no-store')
  ctx.type = 'text/html; charset=utf-8'
  ctx.body = renderPage(Leaving({ shell, url: out.url }))
}

function hintedPerson(ctx: KoaContextWithOIDC): unknown {
  return (ctx.oidc.entities.IdTokenHint as { payload?: { sub?: unknown } } | undefined)?.payload?.sub
}

/** The registered address with the party's own state (RP-Initiated Logout §3), or our sign-in page. */
function returnAddress({ oidc: { params } }: KoaContextWithOIDC): string {
  const registered = paramText(params?.['post_logout_redirect_uri'])
  if (!registered) return '/sign-in?done=signed-out'
  const url = new URL(registered)
  const state = paramText(params?.['state'])
  if (state) url.searchParams.set('state', state)
  return url.href
}
