// The server's command line: through the running server where it holds the embedded folder, else on the database itself.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { migrate } from '@motcua/db/migrate.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { z } from 'zod'
import { migrations } from '../../migrations/all.ts'
import { readConfig } from '../config.ts'
import { makeDeps } from '../deps.ts'
import { makeSigningKey } from '../provider/keys.ts'
import { socketPath } from './control-socket.ts'
import type { CliIo } from './io.ts'
import { words } from './messages.ts'
import { findCommand, runCommand } from './run-command.ts'

/** Gives the exit code. Throws `SettingsRefused` and `FolderInUse`. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const io = terminal(languageOf(process.env))
  if (argv[0] === 'keys') return makeKeys(argv, io)
  const found = findCommand(argv, io)
  if ('help' in found) {
    io.say(found.help)
    return found.isError ? 1 : 0
  }
  const { DATABASE_URL: url, DATABASE_URL_FILE: file, DATA_FOLDER: folder = 'data' } = process.env
  const server = url || file ? undefined : await findServer(folder)
  return server ? throughServer(server, argv, io) : onDatabase(argv, io)
}

/** Vietnamese, unless the terminal's language is English. */
const languageOf = (env: NodeJS.ProcessEnv): Language =>
  (env['LC_ALL'] ?? env['LANG'] ?? '').startsWith('en') ? 'en' : 'vi'

async function makeKeys(argv: readonly string[], io: CliIo): Promise<number> {
  const isMake = argv[1] === 'make' && !argv.includes('--help')
  if (!isMake) io.say(words[io.language].usage(words[io.language].keysMake))
  else io.say(JSON.stringify({ keys: [await makeSigningKey()] }, null, 2))
  return isMake || argv.includes('--help') ? 0 : 1
}

async function onDatabase(argv: readonly string[], io: CliIo): Promise<number> {
  const deps = await makeDeps(readConfig(process.env))
  try {
    await migrate(deps.db, migrations)
    return await runCommand(deps, io, argv)
  } finally {
    await deps.database.close()
  }
}

/** The server that holds this folder, if one does. */
export async function findServer(folder: string): Promise<Socket | undefined> {
  const path = socketPath(folder)
  if (process.platform !== 'win32' && !existsSync(path)) return undefined
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

const message = z.union([
  z.object({ say: z.string() }),
  z.object({ ask: z.string(), hidden: z.boolean() }),
  z.object({ read: z.string() }),
  z.object({ exit: z.number() }),
])

export async function throughServer(socket: Socket, argv: readonly string[], io: CliIo): Promise<number> {
  const send = (value: object) => socket.write(`${JSON.stringify(value)}\n`)
  send({ argv, language: io.language })
  for await (const line of createInterface({ input: socket })) {
    const told = message.parse(JSON.parse(line))
    if ('say' in told) io.say(told.say)
    if ('ask' in told) send({ answer: await io.ask(told.ask, told.hidden) })
    if ('read' in told) send({ answer: await io.readFile(told.read).catch(() => null) })
    if ('exit' in told) return told.exit
  }
  return 1
}

function terminal(language: Language): CliIo {
  return {
    language,
    say: (line) => process.stdout.write(`${line}\n`),
    ask: askTerminal,
    readFile: (path) => readFile(path, 'utf8'),
  }
}

async function askTerminal(question: string, hidden = false): Promise<string> {
  process.stdout.write(question)
  const quiet = new Writable({ write: (_chunk, _encoding, done) => done() })
  const isTerminal = process.stdin.isTTY
  const lines = createInterface({ input: process.stdin, output: hidden ? quiet : process.stdout, terminal: isTerminal })
  const line = await new Promise<string>((resolve) => {
    lines.once('line', resolve)
    lines.once('close', () => resolve(''))
  })
  lines.close()
  if (hidden) process.stdout.write('\n')
  return line
}
