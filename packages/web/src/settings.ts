// Environment → typed settings, or one clear list of what is missing. A setting NAME may also be read from the file NAME_FILE.
import { readFileSync } from 'node:fs'
import type { z } from 'zod'

/** Some settings are missing or wrong; `message` lists every one of them. */
export class SettingsRefused extends Error {}

/** A setting's name and what is wrong with it. */
export type Fault = [name: string, message: string]

/**
 * Reads the shape's settings from `env`. `faultsOf` tells what is wrong with settings that are each well by themselves; a setting that is
 * not is missing from what it gets. Throws `SettingsRefused` with a line for each bad one, all of them at once.
 */
export function readSettings<T extends z.ZodRawShape>(
  shape: z.ZodObject<T>,
  env: NodeJS.ProcessEnv,
  faultsOf: (settings: Partial<z.infer<z.ZodObject<T>>>) => readonly Fault[] = () => [],
): z.infer<z.ZodObject<T>> {
  const names = Object.keys(shape.shape)
  const { values, faults } = readValues(names, env)
  const settings: Record<string, unknown> = {}
  for (const name of names) {
    const result = (shape.shape[name] as unknown as z.ZodType).safeParse(values[name])
    if (result.success) settings[name] = result.data
    else if (!faults.some(([known]) => known.startsWith(name))) faults.push([name, faultOf(result.error, values[name])])
  }
  faults.push(...faultsOf(settings as Partial<z.infer<z.ZodObject<T>>>).filter(([name]) => !isNamed(faults, name)))
  if (faults.length > 0) throw refusal(faults)
  return settings as z.infer<z.ZodObject<T>>
}

const isNamed = (faults: readonly Fault[], name: string) => faults.some(([known]) => known === name)

const faultOf = (error: z.ZodError, value: string | undefined): string =>
  value === undefined ? 'is needed' : [...new Set(error.issues.map(({ message }) => message))].join('; ')

const refusal = (faults: readonly Fault[]) =>
  new SettingsRefused(
    `Motcua cannot start with these settings:\n${faults.map(([name, message]) => `  ${name}: ${message}`).join('\n')}`,
  )

/** The known names only: an environment is full of others' variables. */
function readValues(names: readonly string[], env: NodeJS.ProcessEnv) {
  const values: Record<string, string> = {}
  const faults: Fault[] = []
  for (const name of names) {
    const file = env[`${name}_FILE`]
    if (file && env[name]) faults.push([name, `is set, and ${name}_FILE as well: only one may be`])
    const value = file ? readSecret(file) : env[name]
    if (value instanceof Error) faults.push([`${name}_FILE`, value.message])
    else if (value) values[name] = value
  }
  return { values, faults }
}

function readSecret(file: string): string | Error {
  try {
    return readFileSync(file, 'utf8').trim() || new Error(`${file} is empty`)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
