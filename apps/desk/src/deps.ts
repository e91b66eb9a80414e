// The one place where real things are made: database, account service, office hours, log.
import { type Database, openDatabase } from '@motcua/db/open-database.ts'
import type { Db } from '@motcua/db/query.ts'
import { createLog, databaseNews, type Logger } from '@motcua/web/log.ts'
import type { Config } from './config.ts'
import { limits } from './limits.ts'
import { type AccountClient, createAccountClient } from './outside/account/client.ts'
import { parseHours, type Span } from './records/calendar/hours.ts'

export type Deps = {
  config: Config
  /** The key of every HMAC and seal; purposes separate its uses. */
  secret: string
  db: Db
  database: Database<unknown>
  account: AccountClient
  /** Office hours of a working day. */
  hours: readonly Span[]
  log: Logger
}

export async function makeDeps(config: Config): Promise<Deps> {
  const database = await openDatabase<unknown>({
    url: config.DESK_DATABASE_URL,
    folder: `${config.DATA_FOLDER}/desk`,
    poolSize: config.DATABASE_POOL,
    onChange: databaseNews(createLog('desk', config.LOG_LEVEL)),
  })
  return depsOn(config, database)
}

/** Everything else on a database that is there (tests bring their own). */
export function depsOn(config: Config, database: Database<unknown>): Deps {
  return {
    config,
    secret: config.DESK_SECRET,
    db: database.db,
    database,
    account: createAccountClient({
      issuer: config.ACCOUNT_ORIGIN,
      clientId: config.DESK_CLIENT_ID,
      clientSecret: config.DESK_CLIENT_SECRET,
      origin: config.DESK_ORIGIN,
      ...limits.account,
      logoutToken: limits.logoutToken,
      tracesToken: limits.tracesToken,
      allowHttp: config.trial,
    }),
    hours: parseHours(config.OFFICE_HOURS),
    log: createLog('desk', config.LOG_LEVEL),
  }
}
