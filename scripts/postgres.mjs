// A PostgreSQL server of our own in a temporary folder: for tests, bench and harnesses.
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inPackage, onPath } from './paths.mjs'

const quiet = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }

/** The folder of initdb and postgres: the setting POSTGRES_BIN, PATH, pg_config, or what Debian's package list says. */
export function postgresBin() {
  if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN
  const direct = onPath('initdb')
  // A link beside other links: its target's folder has the rest of the server too.
  if (direct) return dirname(realpathSync(direct))
  try {
    if (onPath('dpkg')) {
      const packages = execFileSync('dpkg-query', ['-f', '${Package}\n', '-W', 'postgresql-[0-9]*'], quiet)
      for (const name of packages
        .split('\n')
        .filter((text) => /^postgresql-\d+$/.test(text))
        .reverse()) {
        const file = inPackage(name, 'bin/initdb')
        if (file) return dirname(file)
      }
    }
  } catch {}
  return undefined
}

/**
 * Starts a server on a free port of the loopback; `durable` keeps fsync on, as production has it;
 * `settings` are more of the server's own; `data` and `wal` are folders that are there already, for who wants them on a disk of its own.
 * Gives its URL (database postgres) and `stop`. Where we are root it runs as the user postgres, since the server refuses root.
 */
export async function startPostgres({ durable = false, settings: more = {}, data: given, wal } = {}) {
  const bin = postgresBin()
  if (!bin) throw new Error('PostgreSQL was not found: install it, or set POSTGRES_BIN to the folder of initdb.')
  const folder = mkdtempSync(join(tmpdir(), 'motcua-pg-'))
  const user = serverUser()
  const own = [folder, given, wal].filter((path) => path !== undefined)
  if (user.uid !== undefined) for (const path of own) chownSync(path, user.uid, user.gid)
  const data = given ?? join(folder, 'data')
  const options = { ...user, cwd: folder, stdio: 'ignore' }
  execFileSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
      ...(wal ? ['-X', wal] : []),
    ],
    options,
  )
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 200,
    ...more,
  }
  if (!durable) Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let server
  const start = async () => {
    server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], options)
    await untilReady(bin, port, server)
  }
  const isOver = () => server.exitCode !== null || server.signalCode !== null
  const end = async (signal) => {
    const ended = new Promise((done) => (isOver() ? done() : server.once('exit', done)))
    server.kill(signal)
    await ended
  }
  const stop = async () => {
    await end('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
  await start().catch(async (error) => {
    await stop()
    throw error
  })
  // crash: an end without a checkpoint, as after a power cut; start brings the same data back.
  const crash = () => end('SIGQUIT')
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    get pid() {
      return server.pid
    },
    /** Ended, by itself or by us. */
    isOver,
    stop,
    crash,
    start,
  }
}

export function serverUser() {
  if (process.getuid?.() !== 0) return {}
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], quiet))
  return { uid: id('-u'), gid: id('-g') }
}

export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

export async function untilReady(bin, port, server) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with exit code ${server.exitCode}.`)
    try {
      execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
      return
    } catch {
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  throw new Error('PostgreSQL did not get ready within 10 s.')
}
