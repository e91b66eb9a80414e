// Starts listening, says when the port is taken, and ends cleanly on Ctrl-C or SIGTERM.
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** `setting` is the name of the environment variable that moves the port. Exits with one line where the port is taken. */
export async function listen(app: FastifyInstance, port: number, setting: string): Promise<void> {
  try {
    await app.listen({ port, host: '::' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    process.stderr.write(`Port ${port} is taken by another program: stop it, or set ${setting} to a free port.\n`)
    process.exit(1)
  }
}

/** Tells the parent process, if there is one, that the app is ready; `news` goes along. */
export const tellReady = (news: object = {}): void => void process.send?.({ ready: true, ...news })

/** Milliseconds from the signal: requests under way may end until then, and the process is gone. */
const requestsUntil = 8000
const goneUntil = 10_000

export type Ending = {
  /** Seconds in which people are still served while readiness answers 503, so that the proxy sends nobody here any more. */
  drain: number
  /** After the last request: jobs, connections. */
  stop: () => Promise<void>
}

/**
 * Ends once at SIGINT or SIGTERM (or when the parent that started us is gone): readiness first, then no new connections, then what is
 * under way, then the rest, and exit code 0; after 10 s exit code 1. A second signal ends it at once.
 */
export function stopOnSignal(app: FastifyInstance, ending: Ending): void {
  const end = () => {
    if (app.phase.now === 'stopping') process.exit(1)
    app.phase.now = 'stopping'
    setTimeout(() => process.exit(1), goneUntil).unref()
    endInOrder(app, ending).then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (process.send) process.on('disconnect', end)
}

async function endInOrder(app: FastifyInstance, { drain, stop }: Ending): Promise<void> {
  const cutting = setTimeout(() => app.server.closeAllConnections(), requestsUntil)
  cutting.unref()
  await wait(drain * 1000)
  await app.close()
  await stop()
}
