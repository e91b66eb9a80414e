// Starts listening, says when the port is taken, and ends cleanly on Ctrl-C.
import type { FastifyInstance } from 'fastify'

/**
 * `setting` is the name of the environment variable that moves the port. `news` goes to the
 * parent process with the word that the app is ready. Exits with one line where the port is taken.
 */
export async function listen(app: FastifyInstance, port: number, setting: string, news: object = {}): Promise<void> {
  try {
    await app.listen({ port, host: '::' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    process.stderr.write(`Port ${port} is taken by another program: stop it, or set ${setting} to a free port.\n`)
    process.exit(1)
  }
  process.send?.({ ready: true, ...news })
}

/** Runs `stop` once at SIGINT or SIGTERM (or when the parent that started us is gone), then exits; after 10 s it exits anyway. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 10_000).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (process.send) process.on('disconnect', end)
}
