// How every harness starts and ends: its options, the build, the exit code. It loads no app before the build is there.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'

const common = {
  seed: { type: 'string', default: '20231120' },
  full: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig

export type Common = { seed: number; full: boolean; json: boolean; command: string }

/** `work` gives whether every target was met; anything else, and every error, makes the exit code 1. */
export async function runHarness<T extends ParseArgsOptionsConfig>(
  name: string,
  own: T,
  work: (options: Record<keyof T, string | undefined>, shared: Common) => Promise<boolean>,
): Promise<void> {
  const words = process.argv.slice(2)
  try {
    const { values } = parseArgs({ args: words, options: { ...common, ...own } as ParseArgsOptionsConfig })
    const command = `npm run ${name}${words.length > 0 ? ` -- ${words.join(' ')}` : ''}`
    const shared = {
      seed: Number(values['seed']),
      full: values['full'] === true,
      json: values['json'] === true,
      command,
    }
    build(['account', 'desk', 'sandbox'])
    if (!(await work(values as Record<keyof T, string | undefined>, shared))) process.exitCode = 1
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 1
  }
}
