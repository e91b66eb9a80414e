// Every file that pages load, in memory with its hash: styles, fonts, icons, small scripts.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { iconSprite } from './icon-sprite.ts'

export type Asset = { body: Buffer; type: string; hash: string }

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
}

const assets = new Map<string, Asset>()

/** Makes a file loadable as `/assets/NAME`; apps add their own scripts at start. */
export function addAsset(name: string, body: Buffer): void {
  const type = types[extname(name)] ?? 'application/octet-stream'
  assets.set(name, { body, type, hash: createHash('sha256').update(body).digest('hex').slice(0, 12) })
}

/** Adds every file of a folder (not its sub-folders). */
export function addAssetFolder(folder: string): void {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files) addAsset(file.name, readFileSync(join(folder, file.name)))
}

export const findAsset = (name: string): Asset | undefined => assets.get(name)

/** The address of a file with its hash, so that browsers may keep it for a year. Throws on a name that is not there. */
export function assetUrl(name: string): string {
  const asset = assets.get(name)
  if (!asset) throw new Error(`no asset ${name}`)
  return `/assets/${name}?v=${asset.hash}`
}

const own = join(dirname(fileURLToPath(import.meta.url)), '../assets')
addAssetFolder(own)
addAsset('icons.svg', Buffer.from(iconSprite()))

const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/package.json')),
  'files',
)
for (const weight of [400, 500, 600, 700]) {
  for (const subset of ['latin', 'vietnamese']) {
    const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`
    addAsset(`fonts/${name}`, readFileSync(join(fontFolder, name)))
  }
  const figures = `motcua-figures-${weight}.woff2`
  addAsset(`fonts/${figures}`, readFileSync(join(own, 'figures', figures)))
}
