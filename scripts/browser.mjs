// Which Chromium drives the browser walks: the setting CHROMIUM, or what is on PATH.
import { onPath } from './paths.mjs'

export const browserFile = () =>
  process.env.CHROMIUM || onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')

/** Quiet and offline: no first-run page, no calls to update servers. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
