// Starts the sandbox: settings → world → the portal's port → our own port.
import { listen, stopOnSignal, tellReady } from '@motcua/web/listen.ts'
import { createLog } from '@motcua/web/log.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { buildSandbox } from './build-sandbox.ts'
import { readConfig } from './config.ts'
import { credentialsOf } from './credentials.ts'

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const { app, door, messageCentre, close } = await buildSandbox({
    origin: config.SANDBOX_ORIGIN ?? `http://localhost:${config.SANDBOX_PORT}`,
    portalPort: config.PORTAL_PORT,
    portalOrigin: config.PORTAL_ORIGIN ?? `http://localhost:${config.PORTAL_PORT}`,
    accountOrigin: config.ACCOUNT_ORIGIN,
    authenticators: config.SANDBOX_AUTHENTICATORS,
    credentials: credentialsOf(config.SANDBOX_CREDENTIALS),
    peopleFile: config.SANDBOX_PEOPLE_PATH,
    log: createLog('sandbox', config.LOG_LEVEL),
  })
  stopOnSignal(app, { drain: 0, stop: close })
  await door.open().catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new SettingsRefused(
      `Port ${config.PORTAL_PORT} is taken by another program: stop it, or set PORTAL_PORT to a free port.`,
    )
  })
  if (config.SMPP_PORT) await messageCentre.listen(config.SMPP_PORT)
  await listen(app, config.SANDBOX_PORT, 'SANDBOX_PORT')
  tellReady()
}

start().catch((error: unknown) => {
  const text = error instanceof SettingsRefused ? error.message : String(error instanceof Error ? error.stack : error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
