// More passwords than the cores can hash (R24, T11): all at one moment, then four times what they can do for a while. Whoever is let in has
// an answer within a second, the rest are told to wait at once, and it is over as soon as they stop.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, hidden, openBrowser } from '../browser.ts'
import { createFront } from '../front.ts'
import { host, party } from '../nodes.ts'
import { addressOf, officerAt } from '../officers.ts'
import { type Figure, quantile } from '../report.ts'
import { comeFromDesk, signIn } from '../sign-in.ts'
import type { CalmWorld } from '../world.ts'
import { pageTimes } from './page-times.ts'

type Ready = { browser: Browser; page: string; n: number }
type Answered = { status: number; ms: number; retry: string | undefined; keptNumber: boolean }

/** `burst`: passwords at one moment; `seconds` of four times too many. */
export async function hashFlood(world: CalmWorld, { burst, seconds }: { burst: number; seconds: number }) {
  const figures: Figure[] = []
  // A proxy of its own with room for everybody: the queue that matters is the service's.
  const people = createPeople(createFront({ ports: world.nodes.map(({ port }) => port), host, sockets: 2000 }))
  const capacity = await measureCapacity(people, 4000)
  const calm = await pageTimes(world.front, 2000)

  const atOnce = await people(burst)
  figures.push(...tellOf(`${burst} passwords at once`, await Promise.all(atOnce.map(tryPassword)), 0))

  const offered = Math.ceil(capacity * 4)
  const crowd = await people(offered * seconds)
  const pages = pageTimes(world.front, seconds * 1000)
  const answers = await offer(crowd, offered)
  const during = await pages
  const over = performance.now()
  await signIn(world.signInDeps, officerAt(201), addressOf(201))
  const recovered = (performance.now() - over) / 1000
  return [
    { name: 'hash flood: passwords that both nodes compare in a second', value: capacity.toFixed(1) },
    ...figures,
    ...tellOf(`four times too many (${offered} a second, ${seconds} s)`, answers, capacity * seconds * 0.5),
    {
      name: 'hash flood: a whole sign-in after its end',
      value: `${recovered.toFixed(1)} s`,
      target: '≤ 10 s',
      ok: recovered <= 10,
    },
    {
      name: 'hash flood: a page’s p95, before; during',
      value: `${quantile(calm, 0.95).toFixed(0)} ms; ${quantile(during, 0.95).toFixed(0)} ms`,
    },
  ] satisfies Figure[]
}

/** Each from an address of its own, at the page with the form. */
function createPeople(front: ReturnType<typeof createFront>) {
  let next = 0
  return async (count: number): Promise<Ready[]> => {
    const ready: Ready[] = []
    while (ready.length < count) {
      const some = Array.from({ length: Math.min(8, count - ready.length) }, async () => {
        const n = next++
        const browser = openBrowser(front, addressOf(1000 + n))
        return { browser, n, page: (await comeFromDesk(browser, party)).page }
      })
      ready.push(...(await Promise.all(some)))
    }
    return ready
  }
}

/** As many at a time as keeps both nodes busy and makes nobody wait long: what they can do. */
async function measureCapacity(people: ReturnType<typeof createPeople>, ms: number): Promise<number> {
  const ready = await people(400)
  const started = performance.now()
  let done = 0
  const hand = async () => {
    for (let one = ready.pop(); one && performance.now() - started < ms; one = ready.pop()) {
      const { status } = await tryPassword(one)
      if (status === 422) done += 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, hand))
  return done / ((performance.now() - started) / 1000)
}

/** So many a second, whatever becomes of them. */
async function offer(crowd: readonly Ready[], perSecond: number): Promise<Answered[]> {
  const started = performance.now()
  const answers: Promise<Answered>[] = []
  for (const [i, one] of crowd.entries()) {
    const early = started + (i * 1000) / perSecond - performance.now()
    if (early > 1) await sleep(early)
    answers.push(tryPassword(one))
  }
  return Promise.all(answers)
}

async function tryPassword({ browser, page, n }: Ready): Promise<Answered> {
  const from = performance.now()
  const number = `0799${String(n).padStart(8, '0')}`
  const typed = { number, password: `Sai-mat-khau-${n}` }
  const { status, headers, text } = await browser.post('/vi/sign-in', { ...hidden(page, '/vi/sign-in'), ...typed })
  const ms = performance.now() - from
  return { status, ms, retry: headers['retry-after'], keptNumber: text.includes(`value="${number}"`) }
}

/** `least`: so many must be compared all the same. */
function tellOf(what: string, answers: readonly Answered[], least: number): Figure[] {
  const compared = answers.filter(({ status }) => status === 422)
  const busy = answers.filter(({ status }) => status === 503 || status === 429)
  const strange = answers.length - compared.length - busy.length
  const bare = busy.filter(({ retry, keptNumber }) => !retry || !keptNumber).length
  const p95 = (some: readonly Answered[]) =>
    some.length === 0
      ? 0
      : quantile(
          some.map(({ ms }) => ms),
          0.95,
        ) / 1000
  const named = (name: string) => `hash flood, ${what}: ${name}`
  return [
    {
      name: named('compared; told to wait; other answers'),
      value: `${compared.length}; ${busy.length}; ${strange}`,
      target: `≥ ${Math.floor(least)}; any; 0`,
      ok: strange === 0 && compared.length >= least,
    },
    {
      name: named('told to wait without Retry-After, or with the number lost'),
      value: bare,
      target: '0',
      ok: bare === 0,
    },
    {
      name: named('compared within, p95'),
      value: `${p95(compared).toFixed(2)} s`,
      target: '≤ 1 s (T11)',
      ok: p95(compared) <= 1,
    },
    {
      name: named('told to wait within, p95'),
      value: `${p95(busy).toFixed(2)} s`,
      target: '< 0.1 s (T11)',
      ok: p95(busy) < 0.1,
    },
  ]
}
