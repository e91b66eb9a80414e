// How long a cheap page takes while something else goes on.
import { setTimeout as sleep } from 'node:timers/promises'
import { openBrowser } from '../browser.ts'
import type { Front } from '../front.ts'

/** Milliseconds of the sign-in page, asked again and again for so long; infinite where it was not there. */
export async function pageTimes(front: Front, ms: number): Promise<number[]> {
  const times: number[] = []
  const until = performance.now() + ms
  while (performance.now() < until) {
    const started = performance.now()
    const answer = await openBrowser(front, '10.201.0.1').get('/vi/sign-in')
    times.push(answer.status === 200 ? performance.now() - started : Number.POSITIVE_INFINITY)
    await sleep(50)
  }
  return times
}
