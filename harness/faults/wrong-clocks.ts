// Two nodes whose clocks are five minutes off, one each way (R09, T19): they leave readiness, and every decision follows the database all
// the same. Needs libfaketime (Debian: faketime).
import { existsSync } from 'node:fs'
import { freePort } from '../../scripts/postgres.mjs'
import { hidden, openBrowser } from '../browser.ts'
import { createFront } from '../front.ts'
import { createNode, host, party } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import type { Figure } from '../report.ts'
import { comeFromDesk, givePassword, signIn } from '../sign-in.ts'
import { type CalmWorld, inCalmWorld, password } from '../world.ts'

const library = ['x86_64', 'aarch64']
  .map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketime.so.1`)
  .find((file) => existsSync(file))

const clocks = ['+300s', '-300s'] as const

export async function wrongClocks(): Promise<Figure[]> {
  if (!library)
    throw new Error('libfaketime was not found: install the package faketime, or leave wrong-clocks out by --only.')
  const settings = { LD_PRELOAD: library, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  return inCalmWorld({ nodes: 1, officers: 100 }, async (world) => {
    await openByHand(world.db.query)
    for (const node of world.nodes) await node.end()
    const made = await Promise.all(
      clocks.map(async (clock) => ({ clock, ...(await startOff(world, { ...settings, FAKETIME: clock })) })),
    )
    try {
      const figures: Figure[] = []
      for (const [i, { clock, front }] of made.entries())
        figures.push(...(await judgeNode({ ...world, front }, clock, 10 * i)))
      return figures
    } finally {
      for (const { stop } of made) await stop()
    }
  })
}

async function startOff(world: CalmWorld, clock: Record<string, string>) {
  const { node, stop } = createNode('node-off', await freePort(), { settings: { ...world.settings, ...clock } })
  await node.start()
  return { front: createFront({ ports: [node.port], host }), stop }
}

async function judgeNode(world: CalmWorld, clock: string, first: number): Promise<Figure[]> {
  const ready = await world.front.send({ method: 'GET', path: '/health/ready', address: '10.0.0.1' })
  const signedIn = await signIn(
    { ...world.signInDeps, front: world.front },
    officerAt(first + 1),
    addressOf(first + 1),
  ).then(
    () => 'in',
    (error: unknown) => String(error),
  )
  const expired = await answerLate(world, first + 2)
  return [
    {
      name: `clock ${clock}: readiness`,
      value: `${ready.status} ${ready.text.slice(0, 60)}`,
      target: '503',
      ok: ready.status === 503,
    },
    { name: `clock ${clock}: a sign-in to its end`, value: signedIn, target: 'in', ok: signedIn === 'in' },
    {
      name: `clock ${clock}: a code of 121 s by the database`,
      value: expired ? 'refused' : 'taken',
      target: 'refused',
      ok: expired,
    },
  ]
}

/** True where a code that the database calls expired is refused; the row is aged, since nobody may shift the clock in production. */
async function answerLate({ front, gateway, db }: CalmWorld, officer: number): Promise<boolean> {
  const { idNumber, phone } = officerAt(officer)
  const browser = openBrowser(front, addressOf(officer))
  const { page } = await comeFromDesk(browser, party)
  const codePage = await givePassword(browser, page, { number: idNumber, password })
  const code = await gateway.codeFor(phone)
  await db.query(
    `update challenges set created_at = created_at - interval '121 seconds', accepted_at = accepted_at - interval '121 seconds',
      expires_at = clock_now() - interval '1 second' where used_at is null and account_id = (select id from accounts where id_number = $1)`,
    [idNumber],
  )
  const answer = await browser.post('/vi/sign-in/code', { ...hidden(codePage, '/vi/sign-in/code'), code })
  return answer.status === 422
}
