// One SVG file with every icon in use (Tabler, outline) and our own two marks: the star and the drum.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { drum, star } from './drum.ts'

export const iconNames = [
  'alert-triangle',
  'arrow-back-up',
  'arrow-left',
  'arrow-right',
  'bell',
  'building',
  'calendar',
  'check',
  'chevron-down',
  'chevron-right',
  'circle-check',
  'circle-x',
  'clock',
  'device-mobile',
  'devices',
  'door',
  'door-enter',
  'download',
  'eye',
  'file-plus',
  'file-text',
  'files',
  'fingerprint',
  'help-circle',
  'history',
  'home',
  'id',
  'info-circle',
  'key',
  'language',
  'list-check',
  'lock',
  'lock-open',
  'logout',
  'mail',
  'message',
  'pencil',
  'phone',
  'plug-connected',
  'plus',
  'printer',
  'qrcode',
  'refresh',
  'search',
  'send',
  'settings',
  'shield-check',
  'shield-lock',
  'rubber-stamp',
  'toggle-left',
  'trash',
  'user',
  'user-check',
  'user-off',
  'users',
  'x',
  'activity',
  'book',
  'gauge',
  'player-pause',
  'player-play',
  'copy',
] as const

export type IconName = (typeof iconNames)[number]

/** The sprite's text; icons stand in it as `<symbol id="NAME">`. */
export function iconSprite(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('@tabler/icons/outline/door.svg'))
  const symbols = iconNames.map((name) => symbol(name, inner(readFileSync(join(folder, `${name}.svg`), 'utf8'))))
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}${star()}${drum()}</svg>`
}

const inner = (svg: string) => svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).trim()

const symbol = (id: string, body: string) =>
  `<symbol id="${id}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`
