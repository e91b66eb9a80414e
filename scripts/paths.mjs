// Where things lie in the repository, and how to find a program.
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The first of the names that is on PATH, as a full path; undefined where none is. */
export function onPath(...names) {
  for (const name of names) {
    for (const folder of [join(root, 'node_modules/.bin'), ...(process.env.PATH ?? '').split(delimiter)]) {
      const file = join(folder, name)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {}
    }
  }
  return undefined
}

/** A program that a Debian package put where no PATH leads; undefined where the package, or Debian, is not there. */
export function inPackage(name, program) {
  if (!onPath('dpkg')) return undefined
  try {
    const files = execFileSync('dpkg', ['-L', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return files.split('\n').find((file) => file.endsWith(`/${program}`))
  } catch {
    return undefined
  }
}
