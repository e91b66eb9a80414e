// A receipt to its address, tried again where nobody takes it.
import type { Timers } from '../timers.ts'

/** Milliseconds before each further try; five tries in all. */
const pauses = [500, 2000, 5000, 15_000]

export async function callBack(timers: Timers, url: string | URL, request: RequestInit = {}): Promise<void> {
  for (const pause of [...pauses, null]) {
    if (await isTaken(url, request)) return
    if (pause === null || !(await timers.wait(pause))) return
  }
}

async function isTaken(url: string | URL, request: RequestInit): Promise<boolean> {
  try {
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(5000), redirect: 'manual' })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
