// Kannel as a stranger at the other end of SMPP: bearerbox and smsbox send through a message centre, drive_smpp plays one.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { kannelFile } from '../../scripts/kannel.mjs'
import { freePort } from '../../scripts/postgres.mjs'
import { type Binding, configuration, user } from './kannel-configuration.ts'

type Receipt = { to: string; type: number }

export type Kannel = {
  /** Sends by smsbox's HTTP interface; gives the HTTP status. */
  send: (message: { to: string; text: string; coding: 'gsm7' | 'ucs2' }) => Promise<number>
  /** Kannel's own figures: 1 delivered, 2 not delivered, 8 taken by the centre, 16 refused by it. */
  receiptsOf: (to: string) => number[]
  /** Ends bearerbox in order; gives its exit code. */
  unbind: () => Promise<number | null>
  /** What bearerbox wrote: every PDU. */
  said: () => string
  stop: () => void
}

/** Starts both boxes and waits until every connection to the message centre is bound. */
export async function startKannel(smppPort: number, binding: Binding): Promise<Kannel> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-kannel-'))
  const file = join(folder, 'kannel.conf')
  const ports = { smpp: smppPort, admin: await freePort(), box: await freePort(), http: await freePort() }
  writeFileSync(file, configuration(ports, binding))
  const { receipts, url, close } = await takeReceipts()
  const bearerbox = run('bearerbox', ['-v', '0', file])
  const state = async () => (await fetch(`http://127.0.0.1:${ports.admin}/status.txt?password=${user}`)).text()
  const until = (what: RegExp, times: number) =>
    vi.waitFor(
      async () => {
        const said = await state().catch(() => '')
        if ([...said.matchAll(what)].length < times)
          throw new Error(`Kannel did not get ready:\n${said}\n${bearerbox.said().slice(-4000)}`)
      },
      { timeout: 15_000, interval: 50 },
    )
  const boxes = [bearerbox]
  const kill = () => {
    for (const { child } of boxes) child.kill('SIGKILL')
    close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await until(/online/g, binding === 'transceiver' ? 1 : 2)
    boxes.unshift(run('smsbox', ['-v', '1', file]))
    await until(/smsbox:/g, 1)
  } catch (error) {
    kill()
    throw error
  }

  return {
    async send({ to, text, coding }) {
      const query = new URLSearchParams({
        username: user,
        password: user,
        from: 'MOTCUA',
        to,
        text,
        charset: 'UTF-8',
        coding: coding === 'ucs2' ? '2' : '0',
        'dlr-mask': '31',
        'dlr-url': `${url}?type=%d&to=${to}`,
      })
      return (await fetch(`http://127.0.0.1:${ports.http}/cgi-bin/sendsms?${query}`)).status
    },
    receiptsOf: (to) => receipts.filter((receipt) => receipt.to === to).map(({ type }) => type),
    unbind() {
      bearerbox.child.kill('SIGTERM')
      return bearerbox.ended
    },
    said: bearerbox.said,
    stop: kill,
  }
}

async function takeReceipts() {
  const receipts: Receipt[] = []
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://kannel').searchParams
    receipts.push({ to: query.get('to') ?? '', type: Number(query.get('type')) })
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { receipts, url, close: () => server.close() }
}

/**
 * drive_smpp as the message centre: it takes messages from whom it never asked who they are, sends one to the first receiver, tells what
 * it reads, and ends with the first connection, or by itself 3 s after that began (it looks for a bearerbox beside it).
 */
export async function startDrive() {
  const port = await freePort()
  const drive = run('drive_smpp', ['-v', '0', '-p', String(port), '-m', '1'])
  return { port, said: drive.said, stop: () => void drive.child.kill('SIGKILL') }
}

function run(name: string, words: string[]) {
  const program = kannelFile(name)
  if (!program) throw new Error(`${name} was not found: install kannel and kannel-extras.`)
  const child: ChildProcess = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return { child, ended, said: () => said }
}
