// npm run restore-drill: base backup, archived log, a disaster, a restore to a point in time; then used codes and ended sessions must be dead
// (security catalogue R25, T23). RTO is the time from the disaster to the first sign-in on the restored database.
import { readdirSync } from 'node:fs'
import pg from 'pg'
import { openBrowser } from './browser.ts'
import { type Copy, serverFolder, startCopy, takeBaseBackup } from './copies.ts'
import { runCommand } from './nodes.ts'
import { addressOf, officerAt, openByHand } from './officers.ts'
import { type Figure, tell } from './report.ts'
import { runHarness } from './run.ts'
import { comeFromDesk, finishAtDesk, giveCode, givePassword, signIn } from './sign-in.ts'
import { inCalmWorld } from './world.ts'

const seconds = (much: number) => new Promise((done) => setTimeout(done, much * 1000))
const archive = serverFolder('archive')
/** As docs/operations.md advises, but for the pause: a drill does not wait a minute. */
const archiving = {
  archive_mode: 'on',
  archive_command: `cp %p ${archive}/%f`,
  archive_timeout: 5,
}
const restoring = { restore_command: `cp ${archive}/%f %p`, recovery_target_action: 'promote' }

const openAgain =
  "insert into standby_periods (scope, reason, until) values ('everyone', 'drill', clock_now() + interval '60 minutes')"

await runHarness('restore-drill', {}, (_options, shared) =>
  inCalmWorld({ nodes: 1, officers: 1000, database: { settings: archiving } }, async (world) => {
    const { db, nodes, front, settings, signInDeps } = world
    const node = nodes[0]
    if (!node) throw new Error('no node')
    await openByHand(db.query)
    const backup = takeBaseBackup(db.port)

    // Before the point in time: a session, a code on its way.
    const [early, late] = [officerAt(1), officerAt(2)]
    const reader = openBrowser(front, addressOf(1))
    const visit = await comeFromDesk(reader, signInDeps.party)
    const page = await givePassword(reader, visit.page, { number: early.idNumber, password: signInDeps.password })
    const answer = await giveCode(reader, page, await signInDeps.codeFor(early.phone))
    await finishAtDesk(signInDeps, reader, { visit, answer, officer: early })
    const other = openBrowser(front, addressOf(2))
    const otherVisit = await comeFromDesk(other, signInDeps.party)
    const codePage = await givePassword(other, otherVisit.page, {
      number: late.idNumber,
      password: signInDeps.password,
    })
    const code = await signInDeps.codeFor(late.phone)
    await seconds(1)
    const { rows } = await db.query<{ at: string }>('select clock_timestamp()::text as at')
    const point = rows[0]?.at ?? ''
    await seconds(1)

    // After it: the code is used, the session ended, more people come in.
    await giveCode(other, codePage, code)
    await db.query(
      `update sessions set ended_at = clock_now(), end_reason = 'console' where account_id = (select id from accounts where id_number = $1)`,
      [early.idNumber],
    )
    for (let i = 3; i <= 8; i += 1) await signIn(signInDeps, officerAt(i), addressOf(i))
    const aliveBefore = await isSignedIn(reader)
    // The node has seen this; it ends in good order, as for a restore by plan.
    await seconds(2)
    await node.end()
    await db.query('select pg_switch_wal()')
    await seconds(2)
    const disaster = Date.now()
    const began = performance.now()
    await db.crash()

    const copies: Copy[] = []
    try {
      const newest = await startCopy(backup, 'recovery', restoring)
      copies.push(newest)
      const lost = (disaster - (await newestAudit(newest)).getTime()) / 1000
      const restored = await startCopy(backup, 'recovery', { ...restoring, recovery_target_time: point })
      copies.push(restored)
      await untilWritable(restored)
      const there = { ...settings, DATABASE_URL: restored.url }
      const refused = await node.start({ DATABASE_URL: restored.url }).then(
        () => 'started',
        (error: unknown) => (String(error).includes('account -- restored') ? 'refused' : String(error)),
      )
      const alive = await count(restored, `sessions where ended_at is null`)
      const unused = await count(restored, `challenges where used_at is null and voided_at is null`)
      const command = await runCommand(there, ['restored', '--by', 'drill'])
      await node.start({ DATABASE_URL: restored.url })
      const sessionDead = !(await isSignedIn(reader))
      const replay = await giveCode(other, codePage, code)
      const codeDead = !(replay.status === 303 && String(replay.headers.location).includes('/oidc/'))
      await ask(restored, openAgain)
      await signIn(signInDeps, officerAt(20), addressOf(20))
      const recovery = (performance.now() - began) / 1000
      const chain = await runCommand(there, ['audit', 'check'])
      const figures: Figure[] = [
        {
          name: 'session before the disaster',
          value: aliveBefore ? 'alive' : 'ended',
          target: 'ended',
          ok: !aliveBefore,
        },
        {
          name: 'alive again in the backup: sessions, codes',
          value: `${alive}, ${unused}`,
          target: '> 0',
          ok: alive > 0 && unused > 0,
        },
        { name: 'start on the restored database', value: refused, target: 'refused', ok: refused === 'refused' },
        { name: 'npm run account -- restored', value: command.code, target: '0', ok: command.code === 0 },
        { name: 'session that had ended', value: sessionDead ? 'dead' : 'ALIVE', target: 'dead', ok: sessionDead },
        { name: 'code that was used', value: codeDead ? 'dead' : 'ALIVE', target: 'dead', ok: codeDead },
        { name: 'audit chain', value: chain.code === 0 ? 'whole' : chain.text, target: 'whole', ok: chain.code === 0 },
        {
          name: 'RPO (newest archived row to the disaster), s',
          value: lost.toFixed(1),
          target: '≤ 300',
          ok: lost <= 300,
        },
        { name: 'RTO (disaster to a sign-in), s', value: recovery.toFixed(1), target: '≤ 1800', ok: recovery <= 1800 },
        { name: 'archived files of the log', value: readdirSync(archive).length },
      ]
      return tell({ title: 'Restore to a point in time', figures, ...shared }, shared.json)
    } finally {
      await node.end()
      for (const copy of copies) await copy.stop()
      await db.start().catch(() => {})
    }
  }),
)

async function isSignedIn(browser: ReturnType<typeof openBrowser>): Promise<boolean> {
  return (await browser.get('/vi/my-account/info')).status === 200
}

async function ask<T extends pg.QueryResultRow>(copy: Copy, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: copy.url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

async function count(copy: Copy, what: string): Promise<number> {
  return Number((await ask<{ n: string }>(copy, `select count(*) as n from ${what}`))[0]?.n)
}

async function newestAudit(copy: Copy): Promise<Date> {
  return (await ask<{ at: Date }>(copy, 'select max(at) as at from audit_events'))[0]?.at ?? new Date(0)
}

async function untilWritable(copy: Copy): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const [row] = await ask<{ still: boolean }>(copy, 'select pg_is_in_recovery() as still')
    if (row?.still === false) return
    await seconds(0.1)
  }
  throw new Error('the restore did not end within 30 s')
}
