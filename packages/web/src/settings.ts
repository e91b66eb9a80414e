// Environment → typed settings, or one clear list of what is missing. A setting NAME may also be read from the file NAME_FILE.
import { readFileSync } from 'node:fs'
import type { ZodType } from 'zod'

/** Some settings are missing or wrong; `message` lists every one of them. */
export class SettingsRefused extends Error {}

/** Reads the schema's settings from `env`. Throws `SettingsRefused` with a line for each bad one. */
export function readSettings<T>(schema: ZodType<T>, env: NodeJS.ProcessEnv): T {
  const result = schema.safeParse(withFiles(env))
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.') || 'settings'}: ${issue.message}`)
  throw new SettingsRefused(`Motcua cannot start with these settings:\n${lines.join('\n')}`)
}

function withFiles(env: NodeJS.ProcessEnv): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '') continue
    if (name.endsWith('_FILE')) found[name.slice(0, -'_FILE'.length)] = readFileSync(value, 'utf8').trim()
    else found[name] ??= value
  }
  return found
}
