// Starts the account service: settings → database → things → app → listen. Any word but "serve" is a command of the CLI.
import { isTrueClock } from '@motcua/db/clock.ts'
import { FolderInUse } from '@motcua/db/lock-folder.ts'
import { migrate } from '@motcua/db/migrate.ts'
import { listen, stopOnSignal } from '@motcua/web/listen.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { migrations } from '../migrations/all.ts'
import { buildApp } from './app.ts'
import { startControlSocket } from './cli/control-socket.ts'
import { runCli } from './cli/run-cli.ts'
import { readConfig } from './config.ts'
import { makeDeps } from './deps.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { registerRelyingParties } from './provider/register-parties.ts'
import { seedTrial } from './seed.ts'

async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const deps = await makeDeps(config)
  await migrate(deps.db, migrations)
  if (!config.trial && !(await isTrueClock(deps.db)))
    throw new SettingsRefused('The clock of this database was shifted by a test: it must not be used.')
  const people = config.trial ? await seedTrial(deps) : []
  await registerRelyingParties(deps.db, config)
  const { app, provider } = await buildApp(deps)
  const stopJobs = runJobs(deps, provider)
  const stopSocket = await startControlSocket(deps)
  stopOnSignal(async () => {
    await app.close()
    await stopSocket()
    await stopJobs()
    await deps.database.close()
  })
  await listen(app, config.ACCOUNT_PORT, 'ACCOUNT_PORT', { people })
}

function explain(error: unknown): void {
  const isPlain = error instanceof SettingsRefused || error instanceof FolderInUse
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exit(1)
}

const [command, ...rest] = process.argv.slice(2)
if (command === undefined || command === 'serve') serve().catch(explain)
else runCli([command, ...rest]).then((code) => process.exit(code), explain)
