// Alarms reach administrators by SMS, mail and webhook, once a change; and what closing means for sessions inside.
import { createHmac } from 'node:crypto'
import { createServer as createHttp } from 'node:http'
import { createServer as createTcp, type AddressInfo } from 'node:net'
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDoor } from '../journeys/console/standby-door/close-door.ts'
import { openDoor } from '../journeys/console/standby-door/open-door.ts'
import { createMail } from '../outside/alarms/mail.ts'
import { createWebhook } from '../outside/alarms/webhook.ts'
import { raiseAlarm } from '../records/alarms/store.ts'
import { openSession } from '../records/sessions/open-session.ts'
import { listSessions } from '../records/sessions/store.ts'
import { findCoveringPeriod } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { addAdministrator, addAgencies, addOfficer, officer } from '../testing/people.ts'
import { alarmSms } from '../web/messages/alarms.ts'
import { closeLapsedPeriods } from './keep-periods.ts'
import { limits } from '../limits.ts'
import { sendAlarms } from './send-alarms.ts'
import { watchMessages } from './watch-messages.ts'

const phone = '+84901112233'
const service = await buildTestService({ ALARM_PHONES: '0901 112 233'.replaceAll(' ', ''), STANDBY_SESSIONS: 'end' })
const { deps, gateway } = service
afterAll(service.close)
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(
    deps.db,
    sql`update standby_periods set closed_at = clock_now() - interval '2 days', opened_at = clock_now() - interval '3 days',
    until = clock_now() - interval '2 days'`,
  )
  while ((await sendAlarms(deps)) > 0);
  await service.deliver()
  gateway.sent.length = 0
})

const reason = 'Cổng không truy cập được'
async function open(minutes = 60, scope: Parameters<typeof openDoor>[1]['scope'] = { kind: 'everyone' }) {
  const admin = await addAdministrator(deps)
  const actor = { accountId: admin.id, name: 'Đỗ Minh Quân', via: 'console' as const }
  const opened = await openDoor(deps, { actor, scope, reason, minutes })
  return { actor, periodId: opened.ok ? opened.periodId : '' }
}

async function told(): Promise<string[]> {
  await sendAlarms(deps)
  await service.deliver()
  return gateway.textsTo(phone)
}

test('opening, closing and lapsing are told once each, in 160 plain characters, with where to look', async () => {
  const { actor, periodId } = await open()
  expect(await told()).toHaveLength(1)
  await closeDoor(deps, { actor, periodId, reason: 'Cổng hoạt động lại rồi' })
  await Promise.all([sendAlarms(deps), sendAlarms(deps)])
  const [opened = '', closed = '', ...more] = await told()
  expect(more).toEqual([])
  expect([opened.slice(0, 21), closed.slice(0, 21)]).toEqual(['Cua du phong da mo. D', 'Cua du phong da dong.'])
  for (const text of [opened, closed]) expect(text).toMatch(/^[\x20-\x7e]{1,160}$/)
  expect(opened).toContain('/vi/console')
  await shiftClock(deps.db, 3 * 3600)
  await open(5)
  await shiftClock(deps.db, 3 * 3600 + 301)
  await closeLapsedPeriods(deps)
  expect((await told()).join('\n')).toContain('Cua du phong da het gio')
})

test('every kind of alarm fits an SMS', () => {
  const detail = {
    name: 'Nguyễn Thị Một Tên Thật Dài',
    minutes: 60,
    reason: 'Một lý do rất dài '.repeat(20),
    verdict: 'no-codes',
  }
  for (const kind of ['door-opened', 'door-closed', 'door-lapsed', 'portal-changed', 'messages-fail'] as const)
    expect(alarmSms({ kind, detail }, 'https://taikhoan.binhduong.example.vn')).toMatch(/^[\x20-\x7e]{20,160}$/)
})

test('a gateway that rests is told once, until it works again and fails anew', async () => {
  const rest = () =>
    run(
      deps.db,
      sql`insert into gateway_breakers (gateway, open_until) values ('esms', clock_now() + interval '1 minute')`,
    )
  await rest()
  await Promise.all([watchMessages(deps), watchMessages(deps)])
  expect((await told()).filter((text) => text.includes('tong dai SMS tam nghi'))).toHaveLength(1)
  await run(deps.db, sql`delete from gateway_breakers`)
  await watchMessages(deps)
  await rest()
  await watchMessages(deps)
  expect((await told()).filter((text) => text.includes('tong dai SMS tam nghi'))).toHaveLength(2)
  await run(deps.db, sql`delete from gateway_breakers`)
  await watchMessages(deps)
})

test('raised twice, told once', async () => {
  const alarm = { kind: 'portal-changed', key: `verdict ${Math.random()}`, detail: { verdict: 'down' } } as const
  await Promise.all([raiseAlarm(deps.db, alarm), raiseAlarm(deps.db, alarm)])
  expect(await told()).toEqual([expect.stringContaining('Cong DVCQG khong truy cap duoc')])
})

test('the webhook is signed; one that refuses is tried again, and in the end given up', async () => {
  const secret = 'a secret of thirty-two characters!'
  const heard: { body: string; signature: string }[] = []
  let status = 500
  const server = createHttp((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      heard.push({ body, signature: String(request.headers['motcua-signature']) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms`
  Object.assign(deps, {
    postAlarm: createWebhook({ secret, timeout: 2 }),
    config: { ...deps.config, ALARM_WEBHOOK_URL: url },
  })
  await open()
  await sendAlarms(deps)
  expect(heard).toHaveLength(1)
  await shiftClock(deps.db, 25)
  status = 204
  await sendAlarms(deps)
  expect(heard).toHaveLength(2)
  const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(heard[1]?.signature ?? '') ?? []
  expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${heard[1]?.body}`).digest('hex'))
  expect(JSON.parse(heard[1]?.body ?? '{}')).toMatchObject({
    kind: 'door-opened',
    detail: { reason, name: 'Đỗ Minh Quân' },
  })
  await shiftClock(deps.db, 4000)
  await sendAlarms(deps)
  expect(heard).toHaveLength(2)
  status = 500
  await raiseAlarm(deps.db, { kind: 'door-lapsed', key: 'given up', detail: {} })
  for (let round = 1; round <= 9; round += 1) {
    await shiftClock(deps.db, 4000 + round * 4000)
    await sendAlarms(deps)
  }
  expect(heard).toHaveLength(2 + 6)
  Object.assign(deps, { postAlarm: null })
  await new Promise((done) => server.close(done))
})

test('limits: a webhook that says nothing is given up after 5 s', async () => {
  const server = createHttp(() => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms`
  const post = createWebhook({ secret: 'a secret of thirty-two characters!', timeout: limits.alarm.timeout })
  const begun = performance.now()
  await expect(post(url, { kind: 'door-opened' } as never, new Date())).rejects.toThrow('timeout')
  const seconds = (performance.now() - begun) / 1000
  expect(seconds).toBeGreaterThan(limits.alarm.timeout - 0.2)
  expect(seconds).toBeLessThan(limits.alarm.timeout + 2)
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

test('a mail says it in both languages', async () => {
  const mails: string[] = []
  const server = createTcp((socket) => {
    let isData = false
    socket.write('220 test\r\n')
    socket.on('data', (bytes: Buffer) => {
      const text = bytes.toString()
      if (isData) {
        mails.push(text)
        isData = !text.includes('\r\n.\r\n')
        if (!isData) socket.write('250 ok\r\n')
      } else if (/^DATA/i.test(text)) {
        isData = true
        socket.write('354 go on\r\n')
      } else socket.write(/^QUIT/i.test(text) ? '221 bye\r\n' : '250 ok\r\n')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sendMail = createMail({ url, from: 'motcua@example.vn', timeout: 2 })
  Object.assign(deps, { sendMail, config: { ...deps.config, ALARM_EMAILS: ['truc@example.vn'] } })
  await open()
  await sendAlarms(deps)
  const text = mails.join('')
  expect(text).toContain('To: truc@example.vn')
  expect(
    Buffer.from(text.split('\r\n\r\n').slice(1).join('').replace(/\s/g, ''), 'base64').toString() + text,
  ).toContain('standby door')
  Object.assign(deps, { sendMail: null })
  await new Promise((done) => server.close(done))
})

test('STANDBY_SESSIONS=end: who came in by the door leaves with it, unless another period covers them', async () => {
  await addAgencies(deps)
  const [inside, other] = [await addOfficer(deps, officer()), await addOfficer(deps, officer({ agency: 'H09.32' }))]
  const { actor, periodId } = await open(60, { kind: 'agencies', codes: ['H09.31'] })
  await open(60, { kind: 'agencies', codes: ['H09.32'] })
  for (const { id } of [inside, other]) {
    const period = await findCoveringPeriod(deps.db, id)
    const session = {
      accountId: id,
      door: 'standby',
      amr: ['pwd', 'sms'],
      browser: 'b',
      device: '',
      address: '',
    } as const
    await openSession(deps.db, { ...session, periodId: period?.id ?? null, interactionUid: null, portalSecret: null })
  }
  await closeLapsedPeriods(deps)
  expect(await listSessions(deps.db, inside.id)).toHaveLength(1)
  await closeDoor(deps, { actor, periodId, reason: 'Cổng hoạt động lại rồi' })
  await closeLapsedPeriods(deps)
  expect(await listSessions(deps.db, inside.id)).toEqual([])
  expect(await listSessions(deps.db, other.id)).toHaveLength(1)
  const ended = await all(deps.db, sql`select end_reason from sessions where account_id = ${inside.id}`)
  expect(ended).toEqual([{ end_reason: 'period-closed' }])
})
