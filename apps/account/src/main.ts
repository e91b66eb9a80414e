// Starts the account service: settings → things → app → database → jobs → listen. Any word but "serve" is a command of the CLI.
import { isTrueClock } from '@motcua/db/clock.ts'
import { FolderInUse } from '@motcua/db/lock-folder.ts'
import { migrate } from '@motcua/db/migrate.ts'
import { onceThere } from '@motcua/db/once-there.ts'
import { listen, stopOnSignal, tellReady } from '@motcua/web/listen.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { startTraces } from '@motcua/web/traces.ts'
import { migrations } from '../migrations/all.ts'
import { buildApp } from './app.ts'
import { startControlSocket } from './cli/control-socket.ts'
import { runCli } from './cli/run-cli.ts'
import { readConfig } from './config.ts'
import { type Deps, makeDeps } from './deps.ts'
import { serveMetrics } from './jobs/metrics.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { refuseOlder } from './jobs/seen-ledger.ts'
import { registerRelyingParties } from './provider/register-parties.ts'
import { seedTrial } from './seed.ts'

async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const deps = await makeDeps(config)
  const { app, provider } = await buildApp(deps)
  const stops: (() => Promise<void>)[] = []
  stopOnSignal(app, {
    drain: config.DRAIN,
    stop: async () => {
      for (const stop of stops) await stop()
      await deps.database.close()
    },
  })
  const listening = () => listen(app, config.ACCOUNT_PORT, 'ACCOUNT_PORT')
  // Without the database people are told so at once, in their language, and not by a proxy.
  const people = await onceThere(
    () => prepare(deps),
    async () => {
      app.phase.now = 'starting'
      await listening()
    },
  )
  stops.push(await startControlSocket(deps), runJobs(deps, provider), await serveMetrics(app, deps))
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = config
  if (endpoint) stops.push(await startTraces(app, { app: 'account', endpoint }))
  if (app.server.listening) app.phase.now = 'serving'
  else await listening()
  tellReady({ people })
}

async function prepare(deps: Deps) {
  const { config } = deps
  await migrate(deps.db, migrations)
  if (!config.trial && !(await isTrueClock(deps.db)))
    throw new SettingsRefused('The clock of this database was shifted by a test: it must not be used.')
  if (!config.trial) await refuseOlder(deps)
  await registerRelyingParties(deps.db, config)
  return config.trial ? seedTrial(deps) : []
}

function explain(error: unknown): void {
  const isPlain = error instanceof SettingsRefused || error instanceof FolderInUse
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exit(1)
}

const [command, ...rest] = process.argv.slice(2)
if (command === undefined || command === 'serve') serve().catch(explain)
else runCli([command, ...rest]).then((code) => process.exit(code), explain)
