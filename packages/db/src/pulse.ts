// Is the database there? Asked every 0.4 s on a connection of its own, so that a server that is frozen, cut off or has become a standby is
// known within 2 s: then everything that waits for it fails at once, and the server that takes writes by now is looked for.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const every = 400
/** Milliseconds without any answer, to this question or to others, after which it is away. */
const silenceMost = 1200

/** A short absence (a restart, a failover) is waited for; a long one is told at once. */
const waitedFor = 3000

class NoWriter extends Error {}

export type Pulse = {
  isAway: () => boolean
  /** Anybody's answer is a sign of life. */
  noteAnswer: () => void
  /** Calls `tell` where the database goes away before the answer, a function that ends this, was called. */
  onceAway: (tell: () => void) => () => void
  /** Resolves when the database is there, at most after `ms`; false where it is not. */
  untilThere: (ms: number) => Promise<boolean>
  stop: () => Promise<void>
}

export type PulseNeeds = {
  /** URLs; the first one is held for the writer's until that is known. */
  places: readonly string[]
  /** The server that takes writes is another one, be it that nobody was told that the one before went away. */
  onMove: (place: string) => void
  /** The database went away or came back. */
  onChange: (isAway: boolean) => void
}

/** Begins at once; the first answer is awaited by nobody. */
export function startPulse({ places, onMove, onChange }: PulseNeeds): Pulse {
  let place = places[0] ?? ''
  let awaySince: number | null = null
  let lastAnswer = performance.now()
  let client: pg.Client | undefined
  let waiting: (() => void)[] = []
  const listening = new Set<() => void>()
  const stopping = new AbortController()

  const change = (away: boolean) => {
    if (away === (awaySince !== null)) return
    awaySince = away ? performance.now() : null
    onChange(away)
    if (away) {
      for (const tell of listening) tell()
      listening.clear()
      return
    }
    for (const go of waiting) go()
    waiting = []
  }
  const look = async () => {
    try {
      if (!client) {
        const found = await findWriter(places)
        client = found.client
        if (found.place !== place) onMove(found.place)
        place = found.place
      }
      if (!(await takesWrites(client, () => lastAnswer))) throw new NoWriter('silent, or a standby')
      lastAnswer = performance.now()
      change(false)
    } catch (error) {
      drop(client)
      client = undefined
      // No room for our own connection is no reason while others are answered.
      if (error instanceof NoWriter || performance.now() - lastAnswer > silenceMost) change(true)
    }
  }
  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      await look()
      await wait(every, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
    drop(client)
  })()

  return {
    isAway: () => awaySince !== null,
    noteAnswer: () => {
      lastAnswer = performance.now()
    },
    onceAway: (tell) => {
      listening.add(tell)
      return () => listening.delete(tell)
    },
    untilThere: async (ms) => {
      if (awaySince === null) return true
      if (performance.now() - awaySince > waitedFor) return false
      const back = new Promise<void>((go) => waiting.push(go))
      await Promise.race([back, wait(ms, undefined, { ref: false })])
      return awaySince === null
    },
    stop: async () => {
      stopping.abort()
      drop(client)
      await rounds
    },
  }
}

/** A connection to the first server that answers and takes writes. Throws where none does. */
async function findWriter(places: readonly string[]): Promise<{ client: pg.Client; place: string }> {
  const asked = places.map(async (place) => {
    const client = new pg.Client({
      connectionString: place,
      connectionTimeoutMillis: 1000,
      application_name: 'motcua-pulse',
    })
    client.on('error', () => {})
    try {
      await client.connect()
      if (!(await takesWrites(client))) throw new NoWriter('a standby')
      return { client, place }
    } catch (error) {
      drop(client)
      throw error
    }
  })
  const found = await Promise.any(asked)
  for (const other of asked) void other.then(({ client }) => client !== found.client && drop(client)).catch(() => {})
  return found
}

const question = 'select not pg_is_in_recovery() as writes'

/** Throws where there was no answer in time; `lastAnswer` tells when somebody else got one. */
async function takesWrites(client: pg.Client, lastAnswer: () => number = () => 0): Promise<boolean> {
  const asked = client.query<{ writes: boolean }>(question)
  asked.catch(() => {})
  const answer = await Promise.race([asked, silence(lastAnswer)])
  return answer?.rows[0]?.writes === true
}

/** Ends when nobody had an answer for too long. A process that was busy itself first reads what has come in meanwhile. */
async function silence(lastAnswer: () => number): Promise<undefined> {
  const from = performance.now()
  const left = () => silenceMost - (performance.now() - Math.max(from, lastAnswer()))
  while (left() > 0) {
    await wait(Math.max(1, left()), undefined, { ref: false })
    await new Promise((done) => setImmediate(done))
  }
}

/** Without a goodbye: a server that is frozen would not answer it. */
export function drop(client: pg.ClientBase | undefined): void {
  ;(client as { connection?: { stream?: { destroy: () => void } } } | undefined)?.connection?.stream?.destroy()
}
