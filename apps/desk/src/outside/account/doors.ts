// What the account service says about its two doors, for people who cannot sign in: GET /status/doors.json.
import { requestIdHeader } from '@motcua/web/request-id.ts'
import { z } from 'zod'

/** away: nobody answers within the time, or only errors come. unknown: it answers but says nothing of its doors. */
export type Doors =
  | { kind: 'away' }
  | { kind: 'unknown' }
  | { kind: 'known'; portal: string; standby: 'open' | 'closed'; help: string | null }

const answer = z.object({
  portal: z.enum(['ok', 'degraded', 'no-codes', 'down', 'unknown']),
  standby: z.enum(['open', 'closed']),
  help: z.string().max(200).nullish(),
})

/** `seconds`: how long anybody waits for it. Never throws. */
export async function readDoors(accountOrigin: string, seconds: number): Promise<Doors> {
  try {
    const signal = AbortSignal.timeout(seconds * 1000)
    const response = await fetch(`${accountOrigin}/status/doors.json`, {
      signal,
      redirect: 'manual',
      headers: requestIdHeader(),
    })
    const text = await response.text()
    if (response.status >= 500) return { kind: 'away' }
    return response.ok ? readAnswer(text) : { kind: 'unknown' }
  } catch {
    return { kind: 'away' }
  }
}

function readAnswer(text: string): Doors {
  try {
    const { portal, standby, help } = answer.parse(JSON.parse(text))
    return { kind: 'known', portal, standby, help: help ?? null }
  } catch {
    return { kind: 'unknown' }
  }
}
