// Whether the lists of what is submitted twice at once are true: titles that are tests, tests that submit at once, routes that are there.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type AtOnce = { test: string } | { harmless: string }

/** How a test submits at once. */
const atOnce = /Promise\.all\(|submitTwice\(|\bboth\(/

/** What a list says that is not so. `bodies`: of all tests, by title. */
export function untrue(
  posts: Readonly<Record<string, AtOnce>>,
  others: Readonly<Record<string, string>>,
  bodies: ReadonlyMap<string, string>,
): string[] {
  const named = Object.entries(posts).flatMap(([what, said]) => ('test' in said ? [[what, said.test] as const] : []))
  const faults = [...named, ...Object.entries(others)].flatMap(([what, title]) => {
    const body = bodies.get(title)
    if (body === undefined) return [`${what}: no test is called “${title}”`]
    return atOnce.test(body) ? [] : [`${what}: “${title}” submits nothing at once`]
  })
  const thin = Object.entries(posts).filter(([, said]) => 'harmless' in said && said.harmless.length < 20)
  return [...faults, ...thin.map(([what]) => `${what}: why is it harmless?`)]
}

const machinePost = /\.post(?:<\w+>)?\(\s*'([^']+)',\s*\{ config: \{ machine: true/g

/** POST routes below the folder that machines send to: they stand in no table of who may open what. */
export function machinePosts(folder: URL): string[] {
  const cwd = fileURLToPath(folder)
  const names = globSync('**/*.route.ts', { cwd, exclude: ['**/node_modules/**', '**/dist/**'] })
  return names.flatMap((name) =>
    [...readFileSync(`${cwd}/${name}`, 'utf8').matchAll(machinePost)].map((found) => `POST ${found[1]}`),
  )
}
