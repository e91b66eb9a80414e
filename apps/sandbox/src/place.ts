// Where this app's own files and the repository's samples lie; the same from src and from dist.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const nearestPackage = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : nearestPackage(dirname(folder))

const appFolder = nearestPackage(dirname(fileURLToPath(import.meta.url)))

export const assetFolder = join(appFolder, 'assets')
export const sampleFile = (name: string): string => join(appFolder, '../../samples', name)
