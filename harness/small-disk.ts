// A disk that can be full: a tmpfs of its own, which only root may mount.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type SmallDisk = {
  /** An empty folder on it. */
  folder: string
  /** Something else fills it to the last byte. */
  fill: () => void
  free: () => void
  stop: () => Promise<void>
}

export function mountSmallDisk(mebibytes: number): SmallDisk {
  if (process.getuid?.() !== 0)
    throw new Error('A disk that can be full needs root for its mount: run as root, or leave disk-full out by --only.')
  const at = mkdtempSync(join(tmpdir(), 'motcua-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=755`, 'tmpfs', at])
  const folder = join(at, 'own')
  mkdirSync(folder, { mode: 0o700 })
  const ballast = join(at, 'ballast')
  return {
    folder,
    fill: () => {
      for (const bytes of [1 << 20, 1 << 12]) while (appended(ballast, bytes));
    },
    free: () => rmSync(ballast, { force: true }),
    stop: async () => {
      // Whoever wrote there last may still be ending.
      execFileSync('umount', ['-l', at])
      rmSync(at, { recursive: true, force: true })
    },
  }
}

/** False where there was no room for it. */
function appended(file: string, bytes: number): boolean {
  try {
    appendFileSync(file, Buffer.alloc(bytes))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return false
  }
}
