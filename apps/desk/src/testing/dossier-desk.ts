// The desk with the sample lists loaded, and browsers in which a given actor is signed in.
import type { FastifyInstance } from 'fastify'
import type { Db } from '@motcua/db/query.ts'
import type { Actor } from '../records/dossiers/store.ts'
import { type Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { buildTestDesk } from './build-app.ts'
import { loadSamples } from './desk-database.ts'

export type DossierDesk = {
  app: FastifyInstance
  db: Db
  /** A browser without a session, or signed in as somebody. */
  browser: (actor?: Actor) => Promise<Browser>
  close: () => Promise<void>
}

export async function buildDossierDesk(): Promise<DossierDesk> {
  const { app, deps, browser, signedIn, close } = await buildTestDesk()
  await loadSamples(deps.db)
  return {
    app,
    db: deps.db,
    browser: async (actor) => (actor ? signedIn({ ...actor, agencyName: 'UBND phường Phú Cường' }) : browser()),
    close,
  }
}

/** The hidden fields of the form on `page` that leads to `url`. */
export const fieldsOf = async (browser: Browser, page: string, url: string): Promise<Record<string, string>> =>
  hiddenFields((await browser.get(page)).body, url)
