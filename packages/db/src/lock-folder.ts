// Holds a data folder for one process: the embedded engine loses rows silently when two open the same folder.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'

/** Another live process has the folder; `pid` is 0 where it could not be read. */
export class FolderInUse extends Error {
  readonly folder: string
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid || '(unknown)'}.`)
    this.folder = folder
    this.pid = pid
  }
}

/** Takes the folder's lock and returns its release. Creates the folder's parent. Throws `FolderInUse`. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(dirname(folder), { recursive: true })
  const real = join(realpathSync(dirname(folder)), basename(folder))
  const pidFile = `${real}.pid`
  const release = process.platform === 'linux' ? await holdSocket(real, pidFile) : holdPidFile(real, pidFile)
  writeFileSync(pidFile, String(process.pid), { mode: 0o600 })
  return async () => {
    rmSync(pidFile, { force: true })
    await release()
  }
}

// An abstract socket is freed by the kernel however the process ends, kill -9 included.
function holdSocket(real: string, pidFile: string): Promise<() => Promise<void>> {
  const name = `\0motcua-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`
  const server = createServer((socket) => socket.destroy())
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new FolderInUse(real, readPid(pidFile))))
    server.listen(name, () => resolve(() => new Promise((done) => server.close(() => done()))))
  })
}

function holdPidFile(real: string, pidFile: string): () => Promise<void> {
  const pid = readPid(pidFile)
  if (pid && pid !== process.pid && isAlive(pid)) throw new FolderInUse(real, pid)
  return async () => {}
}

function readPid(pidFile: string): number {
  try {
    return Number(readFileSync(pidFile, 'utf8')) || 0
  } catch {
    return 0
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
