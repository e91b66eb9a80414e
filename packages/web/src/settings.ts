// Environment → typed settings, or one clear list of what is missing. A setting NAME may also be read from the file NAME_FILE.
import { readFileSync } from 'node:fs'
import type { ZodType } from 'zod'

/** Some settings are missing or wrong; `message` lists every one of them. */
export class SettingsRefused extends Error {}

/** Reads the schema's settings from `env`. Throws `SettingsRefused` with a line for each bad one. */
export function readSettings<T>(schema: ZodType<T> & { shape: object }, env: NodeJS.ProcessEnv): T {
  const result = schema.safeParse(withFiles(Object.keys(schema.shape), env))
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.') || 'settings'}: ${issue.message}`)
  throw new SettingsRefused(`Motcua cannot start with these settings:\n${lines.join('\n')}`)
}

/** The known names only: an environment is full of others' variables. */
function withFiles(names: readonly string[], env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const file = env[`${name}_FILE`]
      const value = file ? readSecret(name, file) : env[name]
      return value ? [[name, value]] : []
    }),
  )
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new SettingsRefused(`${name}_FILE: ${error instanceof Error ? error.message : String(error)}`)
  }
}
