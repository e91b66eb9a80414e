// npm run account | desk | sandbox [-- words]: builds, then runs that app with the settings of the environment.
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { join } from 'node:path'
import { root } from './paths.mjs'

const [app, ...words] = process.argv.slice(2)
build()
const child = spawn(process.execPath, [join(root, 'apps', app, 'dist/src/main.js'), ...words], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
