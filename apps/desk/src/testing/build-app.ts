// The whole desk for a test: real migrations, a fake account service over real HTTP, and officers signed in without it.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '@motcua/db/open-database.ts'
import { openFreshDatabase } from '@motcua/db/testing/fresh-database.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { FastifyInstance } from 'fastify'
import { migrations } from '../../migrations/all.ts'
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { type Deps, depsOn } from '../deps.ts'
import { openSession } from '../records/sessions/open-session.ts'
import type { NewSession } from '../records/sessions/store.ts'
import { sessionCookie } from '../web/person.ts'
import { Browser } from '@motcua/web/testing/browser.ts'
import { type FakeAccount, startFakeAccount } from './fake-account.ts'

export type Officer = Omit<NewSession, 'tokenHash' | 'idToken' | 'sid' | 'authTime'> & {
  sid?: string
  authTime?: number
}

export type TestDesk = {
  app: FastifyInstance
  deps: Deps
  account: FakeAccount
  /** A browser without a session. */
  browser: () => Browser
  /** A browser in which this officer is signed in; no OpenID Connect is involved. */
  signedIn: (who?: Partial<Officer>) => Promise<Browser>
  /** A second node of the same desk that knows nothing of the account service yet; ends with the first one's database. */
  another: () => Promise<TestDesk>
  close: () => Promise<void>
}

export const origin = 'http://localhost:4001'

/** She may receive, process and return, at a ward. */
export const officer = (made: Partial<Officer> = {}): Officer => ({
  sub: '5f1c8b1e-0000-4000-8000-000000000001',
  name: 'Nguyễn Thị Hạnh',
  agency: 'H09.31.01',
  agencyName: 'UBND phường Phú Cường',
  role: 'officer',
  rights: ['receive', 'process', 'return'],
  door: 'portal',
  periodId: null,
  ...made,
})

export async function buildTestDesk(settings: Record<string, string> = {}): Promise<TestDesk> {
  const account = await startFakeAccount()
  const database = await openFreshDatabase(migrations)
  const node = await startNode(testConfig(account, settings), account, database)
  const close = async () => {
    await node.close()
    await account.close()
    await database.close()
  }
  return { ...node, close }
}

async function startNode(config: Config, account: FakeAccount, database: Database<unknown>): Promise<TestDesk> {
  const deps = depsOn(config, database)
  const app = await buildApp(deps)
  await app.ready()

  async function signedIn(who: Partial<Officer> = {}): Promise<Browser> {
    const made = { sid: randomUUID(), authTime: Date.now() / 1000 + 3600, ...officer(who) }
    const idToken = seal(deps.secret, 'id-token', { idToken: 'id-token-of-a-test' })
    const opened = await openSession(deps.db, { ...made, idToken })
    if (!opened) throw new Error('the session did not open')
    const browser = new Browser(app)
    browser.cookies.set(sessionCookie, opened.token)
    return browser
  }

  const another = () => startNode(config, account, database)
  return { app, deps, account, browser: () => new Browser(app), signedIn, another, close: () => app.close() }
}

const testConfig = (account: FakeAccount, settings: Record<string, string>) =>
  readConfig({
    MOTCUA_TRIAL: '1',
    DESK_ORIGIN: origin,
    DESK_SECRET: randomBytes(32).toString('base64url'),
    ACCOUNT_ORIGIN: account.origin,
    DESK_CLIENT_SECRET: account.clientSecret,
    LOG_LEVEL: (process.env['TEST_LOG'] as 'silent' | undefined) ?? 'silent',
    ...settings,
  })
