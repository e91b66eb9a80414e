// Starts the desk: settings → database → things → app → listen.
import { isTrueClock } from '@motcua/db/clock.ts'
import { FolderInUse } from '@motcua/db/lock-folder.ts'
import { migrate } from '@motcua/db/migrate.ts'
import { listen, stopOnSignal } from '@motcua/web/listen.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { migrations } from '../migrations/all.ts'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { makeDeps } from './deps.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { seedTrial } from './seed.ts'

async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const deps = await makeDeps(config)
  await migrate(deps.db, migrations)
  if (!config.trial && !(await isTrueClock(deps.db)))
    throw new SettingsRefused('The clock of this database was shifted by a test: it must not be used.')
  if (config.trial) await seedTrial(deps)
  const app = await buildApp(deps)
  const stopJobs = runJobs(deps)
  stopOnSignal(async () => {
    await app.close()
    await stopJobs()
    await deps.database.close()
  })
  await listen(app, config.DESK_PORT, 'DESK_PORT')
}

serve().catch((error: unknown) => {
  const isPlain = error instanceof SettingsRefused || error instanceof FolderInUse
  process.stderr.write(`${isPlain ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exit(1)
})
