// Headless Chromium, and what every page is held to: no console errors, no policy violations, nothing that axe finds.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { browserFile, browserFlags } from '../../scripts/browser.mjs'

export async function openBrowser(): Promise<Browser> {
  const executablePath = browserFile()
  if (!executablePath) throw new Error('no Chromium on PATH; set CHROMIUM')
  return chromium.launch({ executablePath, args: browserFlags })
}

/** A person's browser: its pages' complaints gather in `complaints`. */
export async function personAt(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  const context: BrowserContext = await browser.newContext({ locale: 'vi-VN', ...options })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    const isRefusal = /status of 4\d\d|status of 503/.test(message.text())
    if (message.type() === 'error' && !isRefusal) complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  return { context, page, complaints }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page as it is, by WCAG 2.2 AA; an empty list is the only good answer. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated in the page's own world over the debugging protocol, which a content policy does not stop.
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (o: object) => Promise<{ violations: Violation[] }> } }
    type Violation = { id: string; nodes: { target: string[]; failureSummary?: string }[] }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    return (await axe.run({ runOnly: { type: 'tag', values: tags } })).violations.map(
      (one) =>
        `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`,
    )
  })
  return found.map((text) => `${page.url()} ${text}`)
}
