// Phones as machines and as people read them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.ts'
import { createBrowser } from '../testing/browser.ts'
import { accountOrigin } from '../testing/trip.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, portalPort: 0, accountOrigin })
})
afterAll(() => sandbox.close())

const messagesOf = async (number: string) => {
  const answer = await fetch(`${sandbox.origin}/api/phones/${encodeURIComponent(number)}/messages`)
  return { status: answer.status, body: (await answer.json()) as { at: string; from: string; text: string }[] }
}

test('messages come oldest first, under every spelling of the number', async () => {
  sandbox.phones.receive('0901000001', 'MOTCUA', 'Ma KX: 012345')
  sandbox.phones.receive('0901000001', 'CDVCQG', 'Ma 2: 999999')
  for (const number of ['0901000001', '84901000001', '+84901000001', '+84 901 000 001']) {
    const { status, body } = await messagesOf(number)
    expect(status).toBe(200)
    expect(body.map(({ from, text }) => [from, text])).toEqual([
      ['MOTCUA', 'Ma KX: 012345'],
      ['CDVCQG', 'Ma 2: 999999'],
    ])
    expect(body[0]!.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  }
})

test('a phone without messages is empty, and what is no number is 400', async () => {
  expect(await messagesOf('0901000002')).toEqual({ status: 200, body: [] })
  for (const number of ['12345', 'abc', '84', '090100000x'])
    expect(await messagesOf(number)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('0901234926') },
    })
})

test('a phone keeps its newest 30 messages', async () => {
  for (let count = 1; count <= 31; count++) sandbox.phones.receive('0901000003', 'X', `message ${count}`)
  const { body } = await messagesOf('0901000003')
  expect([body.length, body[0]!.text, body.at(-1)!.text]).toEqual([30, 'message 2', 'message 31'])
})

test('the page of a phone shows the code large, with its tag, and hides the copy button without JavaScript', async () => {
  sandbox.phones.receive('0901000004', 'MOTCUA', 'Ma KX: 012345 de dang nhap localhost:4000. Het han sau 120 giay.')
  const { text } = await createBrowser().get(`${sandbox.origin}/vi/phones/0901000004`)
  expect(text).toContain('Mã KX</small> <b>012345</b>')
  expect(text).toMatch(/data-copy="012345"[^>]*hidden/)
})

test('text from a message cannot become a part of the page', async () => {
  sandbox.phones.receive('0901000005', 'X', '<script>alert(1)</script>')
  const { text } = await createBrowser().get(`${sandbox.origin}/vi/phones/0901000005`)
  expect(text).not.toContain('<script>alert')
})

test('the list has the newest phone first and a box that opens any number', async () => {
  sandbox.phones.receive('0901000006', 'MOTCUA', 'newest of all')
  const browser = createBrowser()
  const url = `${sandbox.origin}/vi/phones`
  const page = await browser.get(url)
  expect(/class="number"[^>]*>([^<]+)</.exec(page.text)![1]).toBe('0901 000 006')
  const opened = await browser.submit(url, page, '/vi/phones', { number: '+84 901 000 777' })
  expect([opened.status, opened.location]).toEqual([303, `${url}/0901000777`])
  const refused = await browser.submit(url, page, '/vi/phones', { number: '12 34' })
  expect(refused.status).toBe(422)
  for (const text of ['Hãy nhập số điện thoại Việt Nam', 'value="12 34"']) expect(refused.text).toContain(text)
})

test('addresses without a language go to the preferred one', async () => {
  const english = createBrowser('en')
  for (const path of ['/', '/phones', '/phones/0901000001', '/faults', '/authenticator']) {
    const { location } = await english.get(`${sandbox.origin}${path}`)
    expect(location).toBe(`${sandbox.origin}/en${path === '/' ? '' : path}`)
    expect((await english.get(location!)).status).toBe(200)
  }
  expect((await english.get(`${sandbox.origin}/en/phones/123`)).status).toBe(404)
  expect((await english.get(`${sandbox.origin}/phones/123/events`)).status).toBe(404)
})

/** Reads a stream until `count` events have come. */
async function eventsOf(path: string, count: number, meanwhile: () => void): Promise<unknown[]> {
  const end = new AbortController()
  const answer = await fetch(`${sandbox.origin}${path}`, { signal: end.signal })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  meanwhile()
  let text = ''
  const found = () => [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!) as unknown)
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (found().length >= count) break
  }
  end.abort()
  return found()
}

test('a phone’s stream tells its own messages as they arrive; the list’s stream tells all', async () => {
  const arrive = () => {
    sandbox.phones.receive('0901000009', 'X', 'of another phone')
    sandbox.phones.receive('0901000008', 'X', 'one')
    sandbox.phones.receive('0901000008', 'X', 'two')
  }
  const own = await eventsOf('/phones/84901000008/events', 2, arrive)
  expect(own).toMatchObject([{ text: 'one' }, { text: 'two' }])
  expect(await eventsOf('/phones/events', 3, arrive)).toHaveLength(3)
})

test('closing the sandbox ends open streams', async () => {
  const other = await startSandbox({ port: 0, portalPort: 0, accountOrigin })
  const answer = await fetch(`${other.origin}/phones/0901000001/events`)
  const ended = answer.text()
  await other.close()
  expect(await ended).toContain(': open')
  await expect(fetch(`${other.origin}/health/live`)).rejects.toThrow('fetch failed')
})

test('both servers say that they live', async () => {
  for (const origin of [sandbox.origin, sandbox.portalOrigin])
    expect(await (await fetch(`${origin}/health/live`)).json()).toEqual({ live: true })
})
