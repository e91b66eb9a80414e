// Announcements: who asked is told of an opening, once; codes always go first, and the fleet's ceilings are theirs too.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openDoor } from '../journeys/console/standby-door/open-door.ts'
import { limits } from '../limits.ts'
import { fitsOneMessage } from '../outside/sms/gsm7.ts'
import { type Channel, insertAnnouncements } from '../records/announcements/store.ts'
import { claimMessages } from '../records/gateways/outbox.ts'
import { insertMessage } from '../records/otp/store.ts'
import type { Scope } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addAdministrator, addAgencies, addOfficer, officer } from '../testing/people.ts'
import { openingSms } from '../web/messages/announcements.ts'
import { announceOpenings } from './announce-openings.ts'
import { sendAnnouncements } from './send-announcements.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await addAgencies(deps)
  for (const table of ['announcements', 'message_sends', 'messages'])
    await run(deps.db, sql.raw(`delete from ${table}`))
  await run(
    deps.db,
    sql`update standby_periods set closed_at = clock_now() - interval '2 days', opened_at = clock_now() - interval '3 days',
      until = clock_now() - interval '2 days'`,
  )
  gateway.sent.length = 0
})

const info = '/vi/my-account/info'
const wish = '/vi/my-account/opening-notices'

async function whoAsked(agency = 'H09.31.01') {
  const who = await addOfficer(deps, officer({ agency }))
  const browser = await signedIn(service, who.id, 'portal')
  const answer = await browser.submit(info, wish, { wish: 'ask' })
  expect(answer.headers.location).toBe(`${info}?done=asked`)
  return { ...who, browser }
}

async function open(scope: Scope, seen: string[] = []) {
  const { id: accountId } = await addAdministrator(deps)
  const actor = { accountId, name: 'Đỗ Minh Quân', via: 'console' as const }
  const opened = await openDoor(deps, { actor, scope, reason: 'Cổng không truy cập được', minutes: 30, seen })
  return opened.ok ? opened.periodId : ''
}

/** As the jobs do, until nothing is left. */
async function tell() {
  await announceOpenings(deps)
  while ((await sendAnnouncements(deps)) > 0) await service.deliver()
}

test('who asked is told after the opening, at the number for codes, and nobody else', async () => {
  const [asked, silent, elsewhere] = [await whoAsked(), await addOfficer(deps, officer()), await whoAsked('H09.32')]
  await tell()
  expect(gateway.sent).toEqual([])
  await open({ kind: 'agencies', codes: ['H09.31'] })
  await tell()
  const [text = '', ...more] = gateway.textsTo(asked.phone)
  expect(text).toMatch(/^Cua dang nhap du phong dang mo den \d\d:\d\d\. Vao localhost:4000 /)
  expect([more, gateway.textsTo(silent.phone), gateway.textsTo(elsewhere.phone)]).toEqual([[], [], []])
  expect(fitsOneMessage(openingSms('taikhoan-dichvucong.binhduong.gov.vn', '08:31'))).toBe(true)
})

test('an extension and a wider scope tell only who was not covered yet; two nodes tell once', async () => {
  const [here, there] = [await whoAsked(), await whoAsked('H09.32')]
  const first = await open({ kind: 'agencies', codes: ['H09.31'] })
  await Promise.all([announceOpenings(deps), announceOpenings(deps)])
  await tell()
  const second = await open({ kind: 'agencies', codes: ['H09.31'] }, [first])
  await open({ kind: 'everyone' }, [first, second])
  await Promise.all([tell(), tell()])
  expect([gateway.textsTo(here.phone).length, gateway.textsTo(there.phone).length]).toEqual([1, 1])
})

test('who asks no more, is suspended or has lost the number gets nothing; the wish is audited once', async () => {
  const [left, gone] = [await whoAsked(), await whoAsked()]
  await left.browser.submit(`${info}?done=asked`, wish, { wish: 'leave' })
  const again = await left.browser.submit(info, wish, { wish: 'leave' })
  expect(again.headers.location).toBe(`${info}?done=left`)
  await sql`update accounts set suspended_at = clock_now() where id = ${gone.id}`.execute(deps.db)
  await open({ kind: 'everyone' })
  await tell()
  expect([gateway.textsTo(left.phone), gateway.textsTo(gone.phone)]).toEqual([[], []])
  const rows = await all(
    deps.db,
    sql`select event from audit_events where account_id = ${left.id} and event like 'openings%' order by at`,
  )
  expect(rows).toEqual([{ event: 'openings-asked' }, { event: 'openings-left' }])
})

test('an opening that is over when its turn comes is not told', async () => {
  const asked = await whoAsked()
  await open({ kind: 'everyone' })
  await announceOpenings(deps)
  await shiftClock(deps.db, 31 * 60)
  await tell()
  expect(gateway.textsTo(asked.phone)).toEqual([])
})

const many = async (count: number, channel: Channel = 'sms') => {
  const people = []
  for (let i = 0; i < count; i += 1) people.push(await addOfficer(deps, officer(), true))
  const content = {
    sms: seal(deps.secret, 'message', { kind: 'notice', language: 'vi', text: 'Dien tap' }),
    mail: seal(deps.secret, 'mail', { subject: 'Diễn tập', text: 'Nội dung' }),
  }
  const told = people.map(({ id, phone }) => ({
    accountId: id,
    channel,
    target: channel === 'sms' ? phone : `${id}@example.vn`,
  }))
  const expiresAt = new Date(Date.now() + 3600_000)
  expect(await insertAnnouncements(deps.db, { kind: 'campaign', source: 'c1', expiresAt, content }, told)).toBe(count)
  return { told, content, expiresAt }
}

test('codes go first, and so few announcements are in the outbox that nobody waits behind them', async () => {
  await many(40)
  for (let second = 0; second < 10; second += 1) await sendAnnouncements(deps)
  const queued = await all(deps.db, sql`select 1 from messages where state = 'queued'`)
  expect(queued).toHaveLength(limits.announce.queued)
  const sealedContent = seal(deps.secret, 'message', {
    kind: 'code',
    language: 'vi',
    purpose: 'reset',
    tag: 'KX',
    code: '1',
  })
  await insertMessage(deps.db, { challengeId: null, kind: 'code', phone: '+84901112233', sealedContent })
  expect((await claimMessages(deps.db, 1, deps.config))?.due.map((message) => message.kind)).toEqual(['code'])
})

test('half of the fleet’s ceilings stays the codes’', async () => {
  await many(6)
  await run(
    deps.db,
    sql`with m as (insert into messages (kind, phone, state) values ('notice', '', 'accepted') returning id)
      insert into message_sends (message_id, gateway, receipt, state)
      select m.id, 'esms', gen_random_uuid()::text, 'accepted' from m, generate_series(1, ${limits.smsFleet.perMinuteLeast / 2})`,
  )
  expect(await sendAnnouncements(deps)).toBe(0)
  await shiftClock(deps.db, 61)
  expect(await sendAnnouncements(deps)).toBe(limits.announce.perSecond)
})

test('limits: a mail to many is tried six times', async () => {
  await many(1, 'mail')
  let tries = 0
  deps.sendMail = async () => {
    tries += 1
    throw new Error('mail server away')
  }
  for (let round = 1; round <= limits.announce.tries + 3; round += 1) {
    await shiftClock(deps.db, 30 * round ** 2)
    await sendAnnouncements(deps)
  }
  deps.sendMail = null
  expect(tries).toBe(limits.announce.tries)
})

test('mails are tried again, and the same is never told twice', async () => {
  const { told, content, expiresAt } = await many(2, 'mail')
  const sent: string[] = []
  deps.sendMail = async ({ to, subject }) => {
    if (sent.push(`${to} ${subject}`) === 1) throw new Error('mail server away')
  }
  await sendAnnouncements(deps)
  await shiftClock(deps.db, 60)
  while ((await sendAnnouncements(deps)) > 0);
  deps.sendMail = null
  expect(sent).toHaveLength(3)
  expect(new Set(sent).size).toBe(2)
  expect(await insertAnnouncements(deps.db, { kind: 'campaign', source: 'c1', expiresAt, content }, told)).toBe(0)
})
