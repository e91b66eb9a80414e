// While the server holds the embedded folder nobody else may open it: commands reach it through this socket (0600).
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { join, resolve } from 'node:path'
import type { Language } from '@motcua/ui/shell.ts'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { CliIo } from './io.ts'
import { runCommand } from './run-command.ts'

/** Where a command finds the server that holds this data folder. */
export function socketPath(dataFolder: string): string {
  const path = join(resolve(dataFolder), 'account.sock')
  return process.platform === 'win32' ? `\\\\.\\pipe\\${path.replace(/[^\w]/g, '-')}` : path
}

/** Listens for commands of the same user; with PostgreSQL commands open the database themselves. Gives its end. */
export async function startControlSocket(deps: Deps): Promise<() => Promise<void>> {
  if (deps.config.DATABASE_URL) return async () => {}
  const path = socketPath(deps.config.DATA_FOLDER)
  // The folder's lock is ours, so a socket that lies there is a dead process's.
  rmSync(path, { force: true })
  const server = createServer((socket) => {
    answer(deps, socket).catch((error: unknown) => {
      deps.log.error({ event: 'command-failed', error }, 'command-failed')
      socket.destroy()
    })
  })
  await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done))
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return () => new Promise((done) => server.close(() => done()))
}

const request = z.object({ argv: z.array(z.string().max(2000)).max(50), language: z.enum(['vi', 'en']) })
const reply = z.object({ answer: z.string().nullable() })

/** One line of JSON each way: the words; then lines to say, questions, files to read; then the exit code. */
async function answer(deps: Deps, socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy())
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => JSON.parse(((await lines.next()).value as string | undefined) ?? 'null')
  const { argv, language } = request.parse(await next())
  const send = (message: object) => socket.write(`${JSON.stringify(message)}\n`)
  const exit = await runCommand(deps, remoteIo(language, send, next), argv)
  send({ exit })
  socket.end()
}

function remoteIo(language: Language, send: (message: object) => void, next: () => Promise<unknown>): CliIo {
  const wait = async (message: object): Promise<string> => {
    send(message)
    const { answer: text } = reply.parse(await next())
    if (text === null) throw new Error('the other side could not answer')
    return text
  }
  return {
    language,
    say: (line) => send({ say: line }),
    ask: (question, hidden = false) => wait({ ask: question, hidden }),
    readFile: (path) => wait({ read: path }),
  }
}
