// The outside world's switches and screens, as JSON: faults, phones, the authenticator app.
import type { World } from './world.ts'

export async function setFaults(world: World, faults: object): Promise<void> {
  const answer = await fetch(`${world.sandbox}/api/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  })
  if (!answer.ok) throw new Error(`faults: ${answer.status} ${await answer.text()}`)
}

type Message = { at: string; from: string; text: string }

export const messagesOf = async (world: World, phone: string): Promise<Message[]> =>
  (await (await fetch(`${world.sandbox}/api/phones/${phone}/messages`)).json()) as Message[]

/** The newest 6-digit code on this phone; waits up to 10 s for one that came after `before` messages. */
export async function codeOn(world: World, phone: string, before = 0): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const messages = await messagesOf(world, phone)
    const newest = messages.toSorted((a, b) => a.at.localeCompare(b.at)).slice(before)
    const code = newest.map(({ text }) => /\b(\d{6})\b/.exec(text)?.[1]).findLast((found) => found !== undefined)
    if (code) return code
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`no code came to ${phone}`)
}

/** A fresh code of an administrator's app; waits for the next step where `used` was the last one. */
export async function appCode(world: World, label: string, used = ''): Promise<string> {
  for (let tries = 0; tries < 70; tries += 1) {
    const entries = (await (await fetch(`${world.sandbox}/api/authenticator`)).json()) as {
      label: string
      code: string
    }[]
    const code = entries.find((entry) => entry.label === label)?.code
    if (code && code !== used) return code
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error(`no new code of ${label}`)
}
