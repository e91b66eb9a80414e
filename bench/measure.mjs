// What a process has used so far, from /proc: CPU by thread, memory. Linux only.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const tickMs = existsSync('/proc/self/stat') ? 1000 / Number(execFileSync('getconf', ['CLK_TCK'])) : 10

/** The service compiles what it does often, and is done with it after so many: the first 200 cost half as much again as these. */
export const warmUpSignIns = 2000

const read = (file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The fields of a stat line after the name in parentheses; [1] is the parent's pid. */
const statOf = (text) => text.slice(text.lastIndexOf(')') + 2).split(' ')

const cpuOf = (fields, withEnded) => {
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number)
  return (user + system + (withEnded ? endedUser + endedSystem : 0)) * tickMs
}

/**
 * CPU ms of a Node process so far: all of it, and what its libuv workers used. The password hash runs on those and hardly anything
 * else does. Counted by the scheduler in nanoseconds.
 */
export function nodeCpu(pid) {
  let [total, workers] = [0, 0]
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const ms = Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]) / 1e6
    total += ms
    if (read(`/proc/${pid}/task/${thread}/comm`).startsWith('libuv-worker')) workers += ms
  }
  return { total, workers }
}

/** CPU ms of a PostgreSQL server so far: the postmaster, its processes of now, and those that have ended. */
export function postgresCpu(pid) {
  let ms = cpuOf(statOf(read(`/proc/${pid}/stat`)), true)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = statOf(read(`/proc/${name}/stat`))
    if (fields[1] === String(pid)) ms += cpuOf(fields, false)
  }
  return ms
}

/** MiB resident: now and at most so far. */
export function memory(pid) {
  const status = read(`/proc/${pid}/status`)
  const mib = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  return { now: mib('VmRSS'), peak: mib('VmHWM') }
}
