// Our SMPP against software that we did not write: Kannel sends through the sandbox's message centre, and drive_smpp reads what our
// adapter's session writes. drive_smpp gives no references and no receipts and knows no transceiver: those are bearerbox's part.
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { bindBody, commands, submitBody } from '../apps/account/src/outside/sms/smpp-pdu.ts'
import { createSmpp } from '../apps/account/src/outside/sms/smpp.ts'
import { openSession } from '../apps/account/src/outside/sms/smpp-session.ts'
import { everyGateway } from '../apps/sandbox/src/faults/faults.ts'
import { ids } from '../apps/sandbox/src/sms/smpp/pdu.ts'
import { type Sandbox, startSandbox } from '../apps/sandbox/src/start-sandbox.ts'
import type { Binding } from './support/kannel-configuration.ts'
import { type Kannel, startDrive, startKannel } from './support/kannel.ts'

const plain = 'Ma KX: 012345 de dang nhap localhost:4000 [2 phut] {€} ~ ^ | \\ @ _ $'
const vietnamese = 'Mã KX: 012345 để đăng nhập. Hết hạn sau 120 giây.'
const sms = {
  text: plain,
  template: 'code',
  language: 'vi',
  parts: [],
  requestId: 'one',
  callbackUrl: 'http://localhost/',
} as const
const soon = { timeout: 10_000, interval: 20 }

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, portalPort: 0, accountOrigin: 'http://localhost:4000', receiptDelay: 10 })
})
afterAll(() => sandbox.close())
afterEach(() => sandbox.faults.set({ sms: everyGateway(() => ({ mode: 'up' })) }))

let count = 0
const newPhone = () => `849012${String(++count).padStart(5, '0')}`
const textsAt = (phone: string) => sandbox.phones.messages(`0${phone.slice(2)}`).map(({ text }) => text)

const bindings: Binding[] = ['transceiver', 'transmitter and receiver']
describe.each(bindings)('bearerbox bound as %s', (binding) => {
  let kannel: Kannel
  beforeAll(async () => {
    kannel = await startKannel(sandbox.smppPort, binding)
  })
  afterAll(() => kannel.stop())

  const [delivered, failed, taken, refused] = [1, 2, 8, 16]

  test.each([
    ['gsm7', plain],
    ['ucs2', vietnamese],
  ] as const)('a text in %s reaches the phone letter by letter, and its receipt says so', async (coding, text) => {
    const to = newPhone()
    expect(await kannel.send({ to, text, coding })).toBe(202)
    await vi.waitFor(() => expect(kannel.receiptsOf(to).toSorted()).toEqual([delivered, taken]), soon)
    expect(textsAt(to)).toEqual([text])
  })

  test('a receipt says that the phone was not reached', async () => {
    await sandbox.faults.set({ sms: { smpp: { mode: 'undelivered' } } })
    const to = newPhone()
    await kannel.send({ to, text: plain, coding: 'gsm7' })
    await vi.waitFor(() => expect(kannel.receiptsOf(to).toSorted()).toEqual([failed, taken]), soon)
    expect(textsAt(to)).toEqual([])
  })

  test('a number that the centre refuses is told as refused, and nothing is sent', async () => {
    const to = '84900000011'
    await kannel.send({ to, text: plain, coding: 'gsm7' })
    await vi.waitFor(() => expect(kannel.receiptsOf(to)).toEqual([refused]), soon)
    expect(textsAt(to)).toEqual([])
  })

  test('it asks whether we are there, and when it ends it unbinds; both are answered', async () => {
    await vi.waitFor(() => expect(kannel.said()).toContain('type_name: enquire_link_resp'), soon)
    expect(await kannel.unbind()).toBe(0)
    expect(kannel.said()).toContain('type_name: unbind_resp')
  })
})

// A fresh drive_smpp each time: on a busy machine it may end before it was asked everything.
describe('drive_smpp as the message centre', { retry: 2 }, () => {
  const settings = async () => {
    const drive = await startDrive()
    onTestFinished(drive.stop)
    const { port, said } = drive
    const keys = { systemId: 'motcua', password: 'secret', systemType: 'VMA', sender: 'MOTCUA' }
    return { said, smpp: { host: '127.0.0.1', port, isTls: false, ...keys } }
  }

  test('it reads what our session sends, and we answer what it sends', async () => {
    const { said, smpp } = await settings()
    const texts: string[] = []
    const take = async (text: string) => texts.push(text) > 0
    const session = await vi.waitFor(() => openSession(smpp, take, AbortSignal.timeout(2000)), soon)
    const answered = async (command: number, body: Buffer) => (await session.request(command, body))?.status
    expect(await answered(ids.bindTransmitter, bindBody(smpp))).toBe(0)
    const message = { from: smpp.sender, to: newPhone(), text: 'Ma KX: 012345 de dang nhap' }
    expect(await answered(commands.submit, submitBody(message))).toBe(0)
    expect(await answered(commands.enquireLink, Buffer.alloc(0))).toBe(0)
    expect(await answered(ids.bindReceiver, bindBody(smpp))).toBe(0)
    await vi.waitFor(() => expect(texts).toEqual(['1']), soon)
    for (const answer of ['deliver_sm_resp', 'enquire_link_resp'])
      await vi.waitFor(() => expect(said()).toContain(`Handling SMPP PDU of type ${answer}`), soon)
    expect(said()).toContain(`submit_sm: short_message = <${message.text}>`)
    expect(said()).not.toMatch(/ERROR: (?!connect|System error 111|error connecting)|WARNING/)
    await session.close()
  })

  test('it knows no transceiver and stays silent: our adapter says that it was refused, and has sent nothing', async () => {
    const { said, smpp } = await settings()
    const gateway = createSmpp(smpp)
    const send = () => gateway.send({ ...sms, phone: `+${newPhone()}` }, AbortSignal.timeout(500))
    const silent = { ok: false, failure: 'refused', error: 'bind: no answer' }
    await vi.waitFor(async () => expect(await send()).toEqual(silent), soon)
    expect(said()).toMatch(
      /type_name: bind_transceiver[^]*system_id: "motcua"[^]*password: "secret"[^]*system_type: "VMA"/,
    )
    expect(said()).not.toContain('submit_sm')
    await gateway.close?.()
  })
})
