// Starts the desk (serve, or no word): settings → things → app → database → jobs → listen.
import { counted } from '@motcua/ui/counted.ts'
import { isTrueClock } from '@motcua/db/clock.ts'
import { FolderInUse } from '@motcua/db/lock-folder.ts'
import { migrate } from '@motcua/db/migrate.ts'
import { onceThere } from '@motcua/db/once-there.ts'
import { listen, stopOnSignal, tellReady } from '@motcua/web/listen.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { startTraces } from '@motcua/web/traces.ts'
import { migrations } from '../migrations/all.ts'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { type Deps, makeDeps } from './deps.ts'
import { serveMetrics } from './jobs/metrics.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { endEverySession } from './records/sessions/end-every-session.ts'
import { seedTrial } from './seed.ts'

async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const deps = await makeDeps(config)
  const app = await buildApp(deps)
  const stops: (() => Promise<void>)[] = []
  stopOnSignal(app, {
    drain: config.DRAIN,
    stop: async () => {
      for (const stop of stops) await stop()
      await deps.database.close()
    },
  })
  const listening = () => listen(app, config.DESK_PORT, 'DESK_PORT')
  // Without the database people are told so at once, in their language, and not by a proxy.
  await onceThere(
    () => prepare(deps),
    async () => {
      app.phase.now = 'starting'
      await listening()
    },
  )
  stops.push(runJobs(deps), await serveMetrics(app, deps))
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = config
  if (endpoint) stops.push(await startTraces(app, { app: 'desk', endpoint }))
  if (app.server.listening) app.phase.now = 'serving'
  else await listening()
  tellReady()
}

async function prepare(deps: Deps): Promise<void> {
  await migrate(deps.db, migrations)
  if (!deps.config.trial && !(await isTrueClock(deps.db)))
    throw new SettingsRefused('The clock of this database was shifted by a test: it must not be used.')
  if (deps.config.trial) await seedTrial(deps)
}

/** After its database was restored from a backup: sessions that ended since are alive again in it. */
async function endRestored(): Promise<void> {
  const deps = await makeDeps(readConfig(process.env))
  await migrate(deps.db, migrations)
  const count = await endEverySession(deps.db)
  await deps.database.close()
  process.stdout.write(
    `Ended: ${counted(count, 'session', 'sessions')}. People sign in anew; drafts and dossiers are as the backup has them.\n`,
  )
}

async function run(words: readonly string[]): Promise<void> {
  if (words.length === 0 || words[0] === 'serve') return serve()
  if (words.join(' ') === 'restored') return endRestored()
  throw new SettingsRefused('Usage: npm run desk [-- serve | restored]')
}

run(process.argv.slice(2)).catch((error: unknown) => {
  const isPlain = error instanceof SettingsRefused || error instanceof FolderInUse
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exit(1)
})
