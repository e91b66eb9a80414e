// Copies of a PostgreSQL server, by its own base backup: a standby that follows it, or a server restored from its archived log.
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, postgresBin, serverUser, untilReady } from '../scripts/postgres.mjs'

const { uid, gid } = serverUser() as { uid?: number; gid?: number }
const own = (path: string) => {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}
const bin = (name: string) => join(postgresBin() ?? '', name)
const asServer = { ...(uid === undefined ? {} : { uid, gid: gid as number }), stdio: 'ignore' } as const

/** A folder that the server may write to. */
export function serverFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `motcua-${name}-`))
  own(folder)
  chmodSync(folder, 0o700)
  return folder
}

/** pg_basebackup of the server at `port` into a new folder, which is given. */
export function takeBaseBackup(port: number): string {
  const folder = serverFolder('backup')
  const from = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres']
  execFileSync(bin('pg_basebackup'), [...from, '-D', join(folder, 'data'), '-X', 'stream', '-c', 'fast'], {
    ...asServer,
    cwd: folder,
  })
  return folder
}

export type Copy = { url: string; port: number; stop: () => Promise<void> }

/** Starts a copy of a backup. `signal`: standby follows, recovery restores; `settings` are the server's own. */
export async function startCopy(
  backup: string,
  signal: 'standby' | 'recovery',
  settings: Record<string, string | number>,
): Promise<Copy> {
  const folder = serverFolder('copy')
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  cpSync(join(backup, 'data'), data, { recursive: true })
  execFileSync('chown', ['-R', `${uid ?? process.getuid?.() ?? 0}:${gid ?? process.getgid?.() ?? 0}`, data])
  const mark = join(data, `${signal}.signal`)
  writeFileSync(mark, '')
  own(mark)
  const port = await freePort()
  const all = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 200,
    ...settings,
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(bin('postgres'), ['-D', data, ...flags], { ...asServer, cwd: folder })
  await untilReady(postgresBin() ?? '', port, server)
  const stop = async () => {
    const over = new Promise((done) => server.once('exit', done))
    if (server.exitCode === null && server.kill('SIGINT')) await over
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, port, stop }
}
