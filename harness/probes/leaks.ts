// T16: after thousands of planted numbers, passwords, codes, tokens and cookies, none stands in a log, an error, an address or a row where
// it has no business.
import { openByHand } from '../officers.ts'
import { type Figure, progress } from '../report.ts'
import { type CalmWorld, inCalmWorld, password } from '../world.ts'
import { createCanaries, type Kind, personal, search, secret } from './canaries.ts'
import { type Planting, plantInFailure, plantRound } from './plant.ts'
import { createSolver } from './puzzle.ts'

export async function probeLeaks({ canaries: wanted }: { canaries: number }): Promise<Figure[]> {
  const options = { nodes: 2, officers: wanted, settings: { LOG_LEVEL: 'debug', SMS_DAILY_BUDGET: '1000000' } }
  return inCalmWorld(options, async (world) => {
    await openByHand(world.db.query)
    const canaries = createCanaries()
    canaries.plant('password', password)
    const planting: Planting = { world, canaries, solve: createSolver(world.settings), answers: [] }
    for (let round = 0; canaries.planted.size < wanted; round += 1) {
      await plantRound(planting, round)
      if (round % 20 === 15) await loseDatabase(planting, round)
      if (round % 40 === 0) progress(`${canaries.planted.size} planted`)
    }
    return figuresOf(planting)
  })
}

/** The database goes away while people type: errors are where secrets like to be. */
async function loseDatabase(planting: Planting, round: number): Promise<void> {
  const { db } = planting.world
  await plantInFailure(planting, round * 10 + 1, db.crash)
  await db.start()
  await new Promise((done) => setTimeout(done, 3000))
}

async function figuresOf(planting: Planting): Promise<Figure[]> {
  const { canaries, answers, world } = planting
  const everything: Kind[] = [...personal, ...secret]
  const counts = Object.groupBy(canaries.planted.values(), (kind) => kind)
  const logs = world.nodes.map((node) => node.log()).join('\n')
  const statuses = [...new Set(answers.map(({ status }) => status))].toSorted((a, b) => a - b)
  // A relying party's state and a browser's own page address come back by the protocol; credentials and numbers never.
  const addresses = answers.map(({ headers }) => headers.location ?? '').join('\n')
  const pages = answers
    .map(({ text }) => text.replace(/<input[^>]*name="(number|phone|account)"[^>]*>/g, ''))
    .join('\n')
  const zero = (name: string, found: readonly string[]): Figure => ({
    name,
    value: found.length === 0 ? '0' : `${found.length}: ${[...new Set(found)].join(', ')}`,
    target: '0',
    ok: found.length === 0,
  })
  return [
    {
      name: 'planted',
      value: `${canaries.planted.size}: ${everything.map((kind) => `${kind} ${counts[kind]?.length ?? 0}`).join(', ')}`,
    },
    { name: 'answers; their statuses', value: `${answers.length}; ${statuses.join(' ')}` },
    {
      name: 'the search finds all that is there',
      value: search(canaries, [...canaries.planted.keys()].join(' | '), everything).length,
      target: String(canaries.planted.size),
      ok: search(canaries, [...canaries.planted.keys()].join(' | '), everything).length === canaries.planted.size,
    },
    zero(`in ${logs.split('\n').length} lines of log`, search(canaries, logs, everything)),
    zero('in addresses people are sent to', search(canaries, addresses, ['id-number', 'phone', 'password', 'cookie'])),
    zero('on pages: passwords, codes, cookies', search(canaries, pages, ['password', 'code', 'cookie'])),
    zero('in rows: secrets anywhere, numbers outside the registers of people', await inRows(world, planting)),
  ]
}

/** Where personal numbers are meant to be: what the province knows of its people, and messages on their way. */
const registers: Readonly<Record<string, readonly string[]>> = {
  accounts: ['id_number', 'old_id_number'],
  phones: ['number'],
  challenges: ['phone'],
  messages: ['phone'],
}

async function inRows({ db }: CalmWorld, { canaries }: Planting): Promise<string[]> {
  const { rows: columns } = await db.query<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns where table_schema = 'public'`,
  )
  const found: string[] = []
  for (const { name, column } of columns) {
    const { rows } = await db.query<{ text: string }>(
      `select "${column}"::text as text from "${name}" where "${column}" is not null`,
    )
    const kinds = registers[name]?.includes(column) ? secret : [...personal, ...secret]
    const kindsFound = new Set(search(canaries, rows.map(({ text }) => text).join('\n'), kinds))
    found.push(...[...kindsFound].map((kind) => `${name}.${column} ${kind}`))
  }
  return found
}
