// A worker whose thread stands still while it looks at the portal: what a busy start, or a long pause, does to a node. Posts what it saw.
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { createProbes, type ProbeSettings } from '../../apps/account/src/outside/portal/probes.ts'

/** Looks so many times; in each the thread is blocked for `still` ms, again and again with `free` ms between, `blocks` times. */
export type Busy = { settings: ProbeSettings; looks: number; still: number; free: number; blocks: number }

const { settings, looks, still, free, blocks } = workerData as Busy
const look = createProbes(settings)
const nothing = new Int32Array(new SharedArrayBuffer(4))

async function standStill(): Promise<void> {
  for (let i = 0; i < blocks; i += 1) {
    await sleep(free)
    // As a busy loop does, and no timer or answer is heard meanwhile; but without the heat.
    Atomics.wait(nothing, 0, 0, still)
  }
}

const seen = []
for (let i = 0; i < looks; i += 1) {
  const [results] = await Promise.all([look(), standStill()])
  seen.push(results)
}
const tell = parentPort?.postMessage.bind(parentPort)
tell?.(seen)
