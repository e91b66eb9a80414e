// The way of a message: failover within one send, breakers, silent gateways, receipts, the fleet's ceiling. Through the outbox.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import type { Logger } from '@motcua/web/log.ts'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { limits } from '../limits.ts'
import { listOpenAlarms } from '../records/gateways/alarms.ts'
import { figuresOfDay } from '../records/gateways/figures.ts'
import { measureBusyMinute, readFleet } from '../records/gateways/fleet.ts'
import { readBreakers } from '../records/gateways/breakers.ts'
import { sendCode } from '../records/otp/send-code.ts'
import { sendNotice } from '../records/otp/send-notice.ts'
import { findChallenge } from '../records/otp/store.ts'
import { buildTestService, type TestService } from '../testing/build-app.ts'
import type { FakeGateway } from '../testing/fake-gateway.ts'
import { askFates } from './ask-fates.ts'
import { sendAlarms } from './send-alarms.ts'
import { sendMessages } from './send-messages.ts'
import { watchMessages } from './watch-messages.ts'

const vnptSettings = {
  VNPT_URL: 'http://localhost:4002/gateways/vnpt',
  VNPT_LABEL_ID: '1',
  VNPT_CONTRACT_ID: '2',
  VNPT_AGENT_ID: '3',
  VNPT_API_USER: 'user',
  VNPT_API_PASSWORD: 'password',
  VNPT_USERNAME: 'user',
  VNPT_TEMPLATE_ID_VI: '501',
  VNPT_NOTICE_TEMPLATE_ID: '503',
}

let service: TestService
let first: FakeGateway
let second: FakeGateway
const start = async (settings: Record<string, string> = {}) => {
  service = await buildTestService({ SMS_ROUTE: 'esms,vnpt', ...vnptSettings, ...settings })
  first = service.gateways['esms'] as FakeGateway
  second = service.gateways['vnpt'] as FakeGateway
}
let usual: TestService
beforeAll(async () => {
  await start()
  usual = service
})
afterAll(() => usual.close())
beforeEach(async () => {
  service = usual
  await shift(0)
  for (const table of [
    'message_sends',
    'messages',
    'challenges',
    'gateway_breakers',
    'sms_alarms',
    'sms_days',
    'limits',
  ])
    await run(usual.deps.db, sql`delete from ${sql.table(table)}`)
  first = service.gateways['esms'] as FakeGateway
  second = service.gateways['vnpt'] as FakeGateway
  for (const gateway of [first, second]) Object.assign(gateway, { failure: null, asked: 0, sent: [] })
})
/** A service with other settings, for one test. */
const startOwn = async (settings: Record<string, string>) => {
  await start(settings)
  const own = service
  onTestFinished(() => own.close())
}

let count = 0
const newPhone = () => `+849012${String(++count).padStart(5, '0')}`
const shift = (seconds: number) => shiftClock(service.deps.db, seconds)
const queue = async (binding: string, phone = newPhone()) => {
  const { db, secret } = service.deps
  await sendCode(db, secret, { accountId: null, purpose: 'sign-in', binding, phone, language: 'vi' })
  return phone
}
const notice = async () => {
  const phone = newPhone()
  await sendNotice(service.deps.db, service.deps.secret, { phone, text: 'Mat khau da duoc doi.' })
  return phone
}
const messages = () =>
  all(
    service.deps.db,
    sql<{ state: string; gateway: string | null; text: string | null; tries: number; error: string | null }>`
      select state, gateway, text, tries, error from messages order by created_at`,
  )
const sends = () =>
  all(
    service.deps.db,
    sql<{ gateway: string; state: string; failure: string | null; receipt: string }>`
      select gateway, state, failure, receipt from message_sends order by sent_at`,
  )
const receipt = async (index: number, query: string) =>
  service.app.inject({ method: 'GET', url: `/sms/receipts/${(await sends())[index]?.receipt}?${query}` })

test('R10 refused: the next gateway takes it in the same send, with the same code; the first is not tried again', async () => {
  first.failure = 'refused'
  const phone = await queue('a')
  expect(await sendMessages(service.deps)).toBe(1)
  expect(second.textsTo(phone)).toHaveLength(1)
  expect([first.asked, second.asked]).toEqual([1, 1])
  expect(await messages()).toMatchObject([{ state: 'accepted', gateway: 'vnpt', text: null, tries: 1 }])
  expect(await sends()).toMatchObject([
    { gateway: 'esms', state: 'refused', failure: 'refused' },
    { gateway: 'vnpt', state: 'accepted', failure: null },
  ])
})

test('ambiguous: the next gateway too, with the same code; both receipts find their own try', async () => {
  first.failure = 'ambiguous'
  await queue('a')
  await sendMessages(service.deps)
  expect(await sends()).toMatchObject([
    { gateway: 'esms', state: 'unknown' },
    { gateway: 'vnpt', state: 'accepted' },
  ])
  await receipt(0, 'SendStatus=5')
  expect(await messages()).toMatchObject([{ state: 'delivered' }])
  await receipt(1, 'SendStatus=4')
  expect(await messages()).toMatchObject([{ state: 'delivered' }])
  expect((await findChallenge(service.deps.db, 'a', 'sign-in'))?.delivered_at).toBeTruthy()
})

test('permanent: nobody else is asked, and the page is told', async () => {
  first.failure = 'permanent'
  await queue('a')
  await sendMessages(service.deps)
  expect(second.asked).toBe(0)
  expect(await messages()).toMatchObject([{ state: 'failed', text: null }])
  expect((await findChallenge(service.deps.db, 'a', 'sign-in'))?.failed_at).toBeTruthy()
})

test('unfit everywhere: failed at once, because waiting mends nothing; refused everywhere: tried four times', async () => {
  first.failure = 'unfit'
  second.failure = 'unfit'
  await queue('a')
  await sendMessages(service.deps)
  expect(await messages()).toMatchObject([{ state: 'failed', tries: 1 }])
  first.failure = 'refused'
  second.failure = 'refused'
  await queue('b')
  for (const seconds of [0, 10, 20, 40, 80]) {
    await shift(seconds)
    await sendMessages(service.deps)
  }
  expect((await messages())[1]).toMatchObject({ state: 'failed', tries: 4, text: null })
})

test('without failover only the first is asked', async () => {
  await startOwn({ SMS_FAILOVER: 'off' })
  first.failure = 'refused'
  await queue('a')
  await sendMessages(service.deps)
  expect([first.asked, second.asked]).toEqual([1, 0])
  expect(await messages()).toMatchObject([{ state: 'queued' }])
})

test('R13 accepted and silent: who asks again gets the new code from another gateway, and the next time from the first', async () => {
  const phone = await queue('a')
  await sendMessages(service.deps)
  await shift(61)
  await queue('a', phone)
  await sendMessages(service.deps)
  expect([first.textsTo(phone).length, second.textsTo(phone).length]).toEqual([1, 1])
  expect(first.codeFor(phone)).not.toEqual(second.codeFor(phone))
  await receipt(1, 'SendStatus=5')
  await shift(122)
  await queue('a', phone)
  await sendMessages(service.deps)
  expect([first.textsTo(phone).length, second.textsTo(phone).length]).toEqual([1, 2])
})

test('an earlier code that arrived is no reason to change the gateway', async () => {
  const phone = await queue('a')
  await sendMessages(service.deps)
  await receipt(0, 'SendStatus=5')
  await shift(61)
  await queue('a', phone)
  await sendMessages(service.deps)
  expect(first.textsTo(phone)).toHaveLength(2)
})

test('breaker: the fifth failure of a minute opens it, the sixth message no longer asks; on every node, after a restart', async () => {
  first.failure = 'refused'
  for (let n = 1; n <= limits.breaker.hits; n += 1) {
    expect(await readBreakers(service.deps.db)).toEqual({})
    await notice()
    await sendMessages(service.deps)
  }
  expect(await readBreakers(service.deps.db)).toEqual({ esms: 'open' })
  await notice()
  await sendMessages({ ...service.deps })
  expect([first.asked, second.asked]).toEqual([5, 6])
})

test('breaker: half-open after 30 s, one of parallel messages tries; a failure doubles the pause, a success closes it', async () => {
  first.failure = 'refused'
  for (let n = 0; n < 5; n += 1) await notice()
  await sendMessages(service.deps)
  await shift(limits.breaker.lock - 1)
  await notice()
  await sendMessages(service.deps)
  expect(first.asked).toBe(5)
  await shift(limits.breaker.lock + 1)
  for (let n = 0; n < 6; n += 1) await notice()
  await sendMessages(service.deps)
  expect([first.asked, await readBreakers(service.deps.db)]).toEqual([6, { esms: 'open' }])
  await shift(limits.breaker.lock + 1 + 2 * limits.breaker.lock - 2)
  expect(await readBreakers(service.deps.db)).toEqual({ esms: 'open' })
  first.failure = null
  await shift(limits.breaker.lock + 1 + 2 * limits.breaker.lock + 2)
  expect(await readBreakers(service.deps.db)).toEqual({ esms: 'half-open' })
  await notice()
  await sendMessages(service.deps)
  expect([first.asked, await readBreakers(service.deps.db)]).toEqual([7, {}])
})

test('breaker: five failures among many successes open nothing; a bad number counts for nothing', async () => {
  for (let n = 0; n < 6; n += 1) await notice()
  await sendMessages(service.deps)
  first.failure = 'refused'
  for (let n = 0; n < 5; n += 1) await notice()
  await sendMessages(service.deps)
  expect(await readBreakers(service.deps.db)).toEqual({})
  first.failure = 'permanent'
  for (let n = 0; n < 20; n += 1) await notice()
  await sendMessages(service.deps)
  expect(await readBreakers(service.deps.db)).toEqual({})
})

test('every gateway open: the first is asked all the same, because a message that is tried may arrive', async () => {
  first.failure = 'refused'
  second.failure = 'refused'
  for (let n = 0; n < 5; n += 1) await notice()
  await sendMessages(service.deps)
  expect(await readBreakers(service.deps.db)).toEqual({ esms: 'open', vnpt: 'open' })
  first.failure = null
  const phone = await notice()
  await sendMessages(service.deps)
  expect(first.textsTo(phone)).toHaveLength(1)
  expect(await readBreakers(service.deps.db)).toEqual({ vnpt: 'open' })
})

test('receipts: repeated, unknown and late ones change nothing; a delivery corrects a failure, never the reverse', async () => {
  await notice()
  await sendMessages(service.deps)
  expect((await service.app.inject('/sms/receipts/guessed?SendStatus=5')).statusCode).toBe(204)
  expect((await receipt(0, 'nothing=1')).statusCode).toBe(204)
  expect(await messages()).toMatchObject([{ state: 'accepted' }])
  await receipt(0, 'SendStatus=4')
  expect(await messages()).toMatchObject([{ state: 'failed' }])
  await receipt(0, 'SendStatus=5')
  await receipt(0, 'SendStatus=4')
  await receipt(0, 'SendStatus=5')
  expect(await messages()).toMatchObject([{ state: 'delivered' }])
})

test('receipts by POST, as form and as JSON', async () => {
  for (const [payload, type] of [
    ['SendStatus=5', 'application/x-www-form-urlencoded'],
    ['{"SendStatus":"5"}', 'application/json'],
  ] as const) {
    await notice()
    await sendMessages(service.deps)
    const url = `/sms/receipts/${(await sends()).at(-1)?.receipt}`
    const answer = await service.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } })
    expect([answer.statusCode, (await messages()).at(-1)?.state]).toEqual([204, 'delivered'])
  }
})

test('no receipt: the gateway is asked; after ten minutes the state is unknown, and a late receipt still counts', async () => {
  let asked = 0
  first.askFate = async () => {
    asked += 1
    return asked === 2 ? 'delivered' : 'waiting'
  }
  await notice()
  await sendMessages(service.deps)
  expect(await askFates(service.deps)).toBe(0)
  await shift(limits.receipt.ask + 1)
  await askFates(service.deps)
  expect(await messages()).toMatchObject([{ state: 'accepted' }])
  await shift(3 * limits.receipt.ask + 2)
  await askFates(service.deps)
  expect(await messages()).toMatchObject([{ state: 'delivered' }])
  delete first.askFate
  await notice()
  await sendMessages(service.deps)
  await shift(200 + limits.receipt.life)
  await askFates(service.deps)
  expect((await messages())[1]).toMatchObject({ state: 'unknown' })
  await receipt(1, 'SendStatus=5')
  expect((await messages())[1]).toMatchObject({ state: 'delivered' })
})

test('two nodes never send the same message', async () => {
  for (let n = 0; n < 30; n += 1) await notice()
  const counts = await Promise.all([sendMessages(service.deps), sendMessages(service.deps)])
  expect([counts[0] + counts[1], first.asked]).toEqual([30, 30])
})

test('lesson 5: nothing sends without end: the daily budget passes its last message and refuses the next, and rises while the standby door is open', async () => {
  await startOwn({ SMS_DAILY_BUDGET: '3' })
  for (let n = 0; n < 3; n += 1) {
    await notice()
    await sendMessages(service.deps)
  }
  expect(first.sent).toHaveLength(3)
  await notice()
  await sendMessages(service.deps)
  expect((await messages())[3]).toMatchObject({ state: 'failed', error: 'budget', text: null })
  await watchMessages(service.deps)
  expect(await listOpenAlarms(service.deps.db)).toMatchObject([{ kind: 'budget', gateway: null }])
  await run(
    service.deps.db,
    sql`insert into standby_periods (scope, reason, until) values ('everyone', 'the portal is down', clock_now() + interval '1 hour')`,
  )
  await notice()
  await sendMessages(service.deps)
  expect((await messages())[4]).toMatchObject({ state: 'accepted' })
})

/** So many messages of another hour, or of this minute, that some gateway took. */
const sentBefore = async (many: number, secondsAgo: number) => {
  const { db } = service.deps
  const { id } = await one(
    db,
    sql<{ id: string }>`insert into messages (kind, phone) values ('notice', '+84901234567') returning id`,
  )
  await run(
    db,
    sql`insert into message_sends (message_id, gateway, receipt, state, sent_at)
      select ${id}, 'esms', ${id} || n, 'delivered', clock_now() - ${secondsAgo} * interval '1 second' from generate_series(1, ${many}::int4) n`,
  )
}
const newest = async () => (await messages()).at(-1)

test('limits: the minute’s last message passes, the next is given up; five times as many while the door is open', async () => {
  const { perMinuteLeast, standbyTimes } = limits.smsFleet
  await sentBefore(perMinuteLeast - 1, 30)
  await notice()
  await sendMessages(service.deps)
  expect(await newest()).toMatchObject({ state: 'accepted' })
  await notice()
  await sendMessages(service.deps)
  expect(await newest()).toMatchObject({ state: 'failed', error: 'budget' })
  const open = sql`insert into standby_periods (scope, reason, until) values ('everyone', 'test', clock_now() + interval '1 hour')`
  await run(service.deps.db, open)
  onTestFinished(async () => void (await run(service.deps.db, sql`delete from standby_periods`)))
  await sentBefore((standbyTimes - 1) * perMinuteLeast - 1, 30)
  await notice()
  await sendMessages(service.deps)
  expect(await newest()).toMatchObject({ state: 'accepted' })
  await notice()
  await sendMessages(service.deps)
  expect(await newest()).toMatchObject({ state: 'failed', error: 'budget' })
})

test('limits: a busy minute counts for two weeks', async () => {
  const { db } = service.deps
  await sentBefore(150, limits.smsFleet.p99Days - 60)
  await measureBusyMinute(db)
  expect((await readFleet(db, { SMS_DAILY_BUDGET: 1000 })).minuteMost).toBe(450)
  await run(db, sql`delete from sms_days`)
  await run(db, sql`delete from message_sends`)
  await sentBefore(150, limits.smsFleet.p99Days + 60)
  await measureBusyMinute(db)
  expect((await readFleet(db, { SMS_DAILY_BUDGET: 1000 })).minuteMost).toBe(limits.smsFleet.perMinuteLeast)
})

test('limits: five failures of more than a minute open no breaker; its pause doubles to five minutes at most', async () => {
  const { window, hits, lock, lockMost } = limits.breaker
  first.failure = 'refused'
  for (let n = 1; n < hits; n += 1) await notice()
  await sendMessages(service.deps)
  let clock = window + 1
  await shift(clock)
  await notice()
  await sendMessages(service.deps)
  expect(await readBreakers(service.deps.db)).toEqual({})
  for (let n = 1; n < hits; n += 1) await notice()
  await sendMessages(service.deps)
  for (let pause: number = lock, rounds = 0; rounds < 6; pause = Math.min(2 * pause, lockMost), rounds += 1) {
    await shift(clock + pause - 5)
    expect(await readBreakers(service.deps.db)).toEqual({ esms: 'open' })
    clock += pause + 1
    await shift(clock)
    expect(await readBreakers(service.deps.db)).toEqual({ esms: 'half-open' })
    await notice()
    await sendMessages(service.deps)
  }
})

test('limits: codes that few enter alarm below 30 % of twenty within 15 minutes', async () => {
  const { db } = service.deps
  const { sentLeast, enteredPercent, window } = limits.smsAlarm
  const codes = async (sent: number, entered: number, secondsAgo: number) => {
    await run(db, sql`delete from challenges`)
    for (let n = 0; n < sent; n += 1) await queue(`code ${n} of ${sent} at ${secondsAgo}`)
    await run(db, sql`update challenges set accepted_at = clock_now() - ${secondsAgo} * interval '1 second'`)
    const used = sql`select id from challenges limit ${entered}`
    await run(db, sql`update challenges set used_at = clock_now() where id in (${used})`)
    await watchMessages(service.deps)
    return (await listOpenAlarms(db)).length > 0
  }
  const enough = Math.ceil((sentLeast * enteredPercent) / 100)
  expect(await codes(sentLeast - 1, 0, 300)).toBe(false)
  expect(await codes(sentLeast, enough - 1, 300)).toBe(true)
  expect(await codes(sentLeast, enough, 300)).toBe(false)
  expect(await codes(sentLeast, 0, window + 5)).toBe(false)
  expect(await codes(sentLeast, 0, window - 30)).toBe(true)
})

test('limits: a receipt is asked for after 30 s, and given up after ten minutes', async () => {
  let asked = 0
  first.askFate = async () => {
    asked += 1
    return 'waiting'
  }
  onTestFinished(() => void delete first.askFate)
  await notice()
  await sendMessages(service.deps)
  await shift(limits.receipt.ask - 5)
  await askFates(service.deps)
  expect(asked).toBe(0)
  await shift(limits.receipt.ask + 1)
  await askFates(service.deps)
  expect(asked).toBe(1)
  await shift(limits.receipt.life - 5)
  await askFates(service.deps)
  expect(await messages()).toMatchObject([{ state: 'accepted' }])
  await run(service.deps.db, sql`update message_sends set ask_at = clock_now()`)
  await shift(limits.receipt.life + 5)
  await askFates(service.deps)
  expect(await messages()).toMatchObject([{ state: 'unknown' }])
})

test('limits: three times the p99 minute, and never less than the floor', async () => {
  const { db } = service.deps
  expect(await readFleet(db, { SMS_DAILY_BUDGET: 1000 })).toMatchObject({
    minuteMost: limits.smsFleet.perMinuteLeast,
    dayMost: 1000,
  })
  const { id } = await one(
    db,
    sql<{ id: string }>`insert into messages (kind, phone) values ('notice', '+84901234567') returning id`,
  )
  await run(
    db,
    sql`insert into message_sends (message_id, gateway, receipt, state, sent_at)
      select ${id}, 'esms', n::text, 'delivered', date_trunc('minute', clock_now()) - interval '2 days' + n * interval '0.1 second'
      from generate_series(1, 100) n`,
  )
  await measureBusyMinute(db)
  await measureBusyMinute(db)
  expect(await readFleet(db, { SMS_DAILY_BUDGET: 1000 })).toMatchObject({ minuteMost: 300 })
})

test('alarms: a breaker that opened, and codes that nobody enters; each begins once and ends by itself', async () => {
  const { db } = service.deps
  first.failure = 'refused'
  for (let n = 0; n < 5; n += 1) await notice()
  await sendMessages(service.deps)
  first.failure = null
  for (let n = 0; n < limits.smsAlarm.sentLeast; n += 1) await queue(`binding ${n}`)
  await sendMessages(service.deps)
  await watchMessages(service.deps)
  expect(await listOpenAlarms(db)).toMatchObject([{ kind: 'breaker', gateway: 'esms' }])
  await shift(130)
  await watchMessages(service.deps)
  await watchMessages(service.deps)
  expect((await listOpenAlarms(db)).map(({ kind }) => kind)).toEqual(['breaker', 'entered'])
  await run(db, sql`update challenges set used_at = clock_now() where id in (select id from challenges limit 6)`)
  await run(db, sql`delete from gateway_breakers`)
  await watchMessages(service.deps)
  expect(await listOpenAlarms(db)).toEqual([])
})

test('a message that was sealed with another key fails and says nothing', async () => {
  await notice()
  await run(service.deps.db, sql`update messages set text = 'nonsense'`)
  await sendMessages(service.deps)
  expect(await messages()).toMatchObject([{ state: 'failed', error: 'unreadable', text: null }])
})

test('a notice that is too long for one message is not sent', async () => {
  const { db, secret } = service.deps
  await sendNotice(db, secret, { phone: newPhone(), text: 'x'.repeat(161) })
  await sendNotice(db, secret, { phone: newPhone(), text: 'Mật khẩu' })
  await sendMessages(service.deps)
  expect((await messages()).map(({ state, error }) => [state, error])).toEqual([
    ['failed', 'text too long'],
    ['failed', 'text too long'],
  ])
  expect(first.asked).toBe(0)
})

test('lesson 6: whatever a gateway answers, no code, text, number or key reaches a log', async () => {
  const lines: string[] = []
  const note = (...said: unknown[]) => void lines.push(JSON.stringify(said))
  const log = { ...service.deps.log, warn: note, error: note, info: note } as unknown as Logger
  const texts: string[] = []
  const spy = first.send
  first.send = (sms, signal) => {
    texts.push(sms.text)
    return spy(sms, signal)
  }
  for (const failure of ['refused', 'unfit', 'ambiguous', 'permanent'] as const) {
    first.failure = failure
    second.failure = failure
    await queue(`canary ${failure}`, '+84987654321')
    await sendMessages({ ...service.deps, log })
  }
  first.send = spy
  expect(lines.length).toBeGreaterThan(4)
  expect(texts).toHaveLength(4)
  const said = lines.join('\n')
  for (const text of texts) {
    expect(said).not.toContain(text)
    expect(said).not.toContain(/\d{6}/.exec(text)?.[0])
  }
  expect(said).not.toContain('987654321')
})

test('R10 nobody takes it: the page is told in the same round; a later try that is taken puts it right', async () => {
  first.failure = 'refused'
  second.failure = 'refused'
  await queue('a')
  await sendMessages(service.deps)
  const state = () => findChallenge(service.deps.db, 'a', 'sign-in')
  expect((await state())?.failed_at).toBeTruthy()
  expect(await messages()).toMatchObject([{ state: 'queued' }])
  first.failure = null
  await shift(4)
  await sendMessages(service.deps)
  expect(await state()).toMatchObject({ failed_at: null, accepted_at: expect.any(Date) })
})

test('one gateway, half-open: parallel messages are tried, not given up', async () => {
  await startOwn({ SMS_ROUTE: 'esms' })
  for (let n = 0; n < 5; n += 1) await notice()
  first.failure = 'refused'
  await sendMessages(service.deps)
  expect(await readBreakers(service.deps.db)).toEqual({ esms: 'open' })
  first.failure = null
  await shift(limits.breaker.lock + 5)
  await sendMessages(service.deps)
  expect((await messages()).map(({ state }) => state)).toEqual(Array(5).fill('accepted'))
  expect(await readBreakers(service.deps.db)).toEqual({})
})

test('alarms: at 80 % of the budget, then at its end; the alarm itself still leaves by SMS', async () => {
  await startOwn({ SMS_DAILY_BUDGET: '5', ALARM_PHONES: '0901112233' })
  const kinds = async () => (await listOpenAlarms(service.deps.db)).map(({ kind }) => kind)
  const spend = async (times: number) => {
    for (let n = 0; n < times; n += 1) await notice()
    await sendMessages(service.deps)
    await watchMessages(service.deps)
  }
  await spend(3)
  expect(await kinds()).toEqual([])
  await spend(1)
  expect(await kinds()).toEqual(['budget-soon'])
  await spend(1)
  expect(await kinds()).toEqual(['budget'])
  while ((await sendAlarms(service.deps)) > 0);
  await sendMessages(service.deps)
  const told = first.textsTo('+84901112233')
  expect(told.map((text) => text.split('.')[0]).toSorted()).toEqual([
    'Da cham han muc tin nhan',
    'Da dung 80 % han muc tin nhan trong ngay',
  ])
})

test('alarms: no gateway of the route works', async () => {
  const { db } = service.deps
  first.failure = 'refused'
  second.failure = 'refused'
  for (let n = 0; n < 5; n += 1) await notice()
  await sendMessages(service.deps)
  await watchMessages(service.deps)
  expect((await listOpenAlarms(db)).map(({ kind }) => kind).sort()).toEqual(['breaker', 'breaker', 'dead'])
  await run(db, sql`delete from gateway_breakers where gateway = 'vnpt'`)
  await watchMessages(service.deps)
  expect((await listOpenAlarms(db)).map(({ kind }) => kind)).toEqual(['breaker'])
})

test('what a message costs is the price of the gateway that took it, and the ceiling in VND stops the next', async () => {
  await startOwn({ ESMS_PRICE: '350', VNPT_PRICE: '400', SMS_DAILY_COST: '750' })
  await notice()
  await sendMessages(service.deps)
  first.failure = 'refused'
  await notice()
  await sendMessages(service.deps)
  const figures = await figuresOfDay(service.deps.db)
  expect(figures.map(({ gateway, cost }) => [gateway, cost]).sort()).toEqual([
    ['esms', 350],
    ['vnpt', 400],
  ])
  await notice()
  await sendMessages(service.deps)
  expect((await messages())[2]).toMatchObject({ state: 'failed', error: 'budget' })
})
