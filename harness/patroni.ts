// Two PostgreSQL servers that Patroni keeps, with etcd beside them (both from Debian): who leads is not ours to say. Everything listens on
// the loopback and lies in one folder that is removed at the end.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { onPath } from '../scripts/paths.mjs'
import { freePort, postgresBin, serverUser } from '../scripts/postgres.mjs'
import { serverFolder } from './copies.ts'

/** As docs/operations.md recommends: a leader that is gone is replaced within about `ttl` seconds. */
const dcs = { ttl: 20, loopWait: 5 }

export type Member = {
  name: string
  port: number
  url: string
  /** As a machine that loses power: Patroni and its PostgreSQL at once. */
  crash: () => Promise<void>
  start: () => void
  /** What its REST interface says: "primary", "sync_standby", "replica", "" where it does not answer. */
  role: () => Promise<string>
}

export type Cluster = {
  /** Names both members, as DATABASE_URL would. */
  url: string
  members: Member[]
  leader: () => Promise<Member | undefined>
  /** A planned change of the leader, by Patroni's own command. */
  switchover: (from: Member) => Promise<void>
  stop: () => Promise<void>
}

/** Throws where patroni or etcd is missing. Resolves when one leads and the other follows it synchronously. */
export async function startCluster(): Promise<Cluster> {
  for (const name of ['patroni', 'patronictl', 'etcd'])
    if (!onPath(name)) throw new Error(`${name} was not found: on Debian, apt-get install patroni etcd-server`)
  const folder = serverFolder('patroni')
  const children: ChildProcess[] = []
  const run = (program: string, words: string[]) => {
    const user = serverUser() as { uid?: number; gid?: number }
    const child = spawn(program, words, {
      ...user,
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    })
    children.push(child)
    return child
  }
  const etcd = await startEtcd(run, folder)
  const names = ['alpha', 'beta']
  const ports = await Promise.all(names.map(freePort))
  const members: Member[] = []
  const stop = async () => {
    for (const member of members) await member.crash()
    for (const child of children) await ended(child, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const [i, name] of names.entries()) {
      const member = await createMember({ name, port: ports[i] as number, etcd, folder, run })
      members.push(member)
      member.start()
      // The first to come makes the cluster; the second copies it.
      await until(`${name} to be ready`, async () => (await member.role()) !== '')
    }
    const cluster: Cluster = {
      url: `postgres://postgres@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/postgres`,
      members,
      leader: async () => {
        for (const member of members) if ((await member.role()) === 'primary') return member
        return undefined
      },
      switchover: async (from) => {
        const words = ['-c', join(folder, `${from.name}.yml`), 'switchover', '--force', '--master', from.name]
        await ended(run('patronictl', words))
      },
      stop,
    }
    await untilSynchronous(cluster)
    return cluster
  } catch (error) {
    await stop()
    throw error
  }
}

/** One leads, and the other has every acknowledged write. */
export const untilSynchronous = ({ members }: Pick<Cluster, 'members'>) =>
  until('a synchronous standby', async () => {
    const roles = await Promise.all(members.map((member) => member.role()))
    return roles.includes('primary') && roles.includes('sync_standby')
  })

type Run = (program: string, words: string[]) => ChildProcess

async function startEtcd(run: Run, folder: string): Promise<string> {
  const [client, peer] = [await freePort(), await freePort()].map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
  ]
  const words = {
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
  }
  run(
    'etcd',
    Object.entries(words).flatMap(([name, value]) => [`--${name}`, value]),
  )
  await until('etcd', async () => (await fetch(`${client}/health`)).ok)
  return client.slice('http://'.length)
}

type MemberOptions = { name: string; port: number; etcd: string; folder: string; run: Run }

async function createMember({ name, port, etcd, folder, run }: MemberOptions): Promise<Member> {
  const rest = await freePort()
  const data = join(folder, name)
  const file = join(folder, `${name}.yml`)
  writeFileSync(file, JSON.stringify(settingsOf({ name, port, rest, etcd, data, folder })))
  let patroni: ChildProcess | undefined
  return {
    name,
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: () => {
      patroni = run('patroni', [file])
    },
    crash: async () => {
      if (patroni) await ended(patroni, 'SIGKILL')
      killServer(data)
      await until(`${name} to be gone`, async () => !(await answers(port)))
    },
    role: async () => {
      try {
        const status = (await (await fetch(`http://127.0.0.1:${rest}/patroni`)).json()) as {
          state?: string
          role?: string
          sync_standby?: boolean
        }
        if (status.state !== 'running') return ''
        if (status.role === 'master') return 'primary'
        return status.sync_standby ? 'sync_standby' : (status.role ?? '')
      } catch {
        return ''
      }
    },
  }
}

/** JSON is YAML. Fsync and synchronous commit stay on; nothing is acknowledged before the standby has it. */
function settingsOf(at: { name: string; port: number; rest: number; etcd: string; data: string; folder: string }) {
  // Asked for by initdb; the loopback is trusted.
  const open = { username: 'postgres', password: randomBytes(16).toString('hex') }
  return {
    scope: 'motcua',
    name: at.name,
    restapi: { listen: `127.0.0.1:${at.rest}`, connect_address: `127.0.0.1:${at.rest}` },
    etcd3: { host: at.etcd },
    bootstrap: {
      dcs: {
        ttl: dcs.ttl,
        loop_wait: dcs.loopWait,
        retry_timeout: 5,
        synchronous_mode: true,
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 200, wal_log_hints: 'on' } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, { auth: 'trust' }],
    },
    postgresql: {
      listen: `127.0.0.1:${at.port}`,
      connect_address: `127.0.0.1:${at.port}`,
      data_dir: at.data,
      bin_dir: postgresBin(),
      pgpass: join(at.folder, `${at.name}.pgpass`),
      authentication: { superuser: open, replication: open, rewind: open },
      parameters: { unix_socket_directories: at.folder },
      pg_hba: ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust', 'local all all trust'],
    },
  }
}

function killServer(data: string): void {
  try {
    process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  } catch {
    // Not started, or gone already.
  }
}

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    database: 'postgres',
    connectionTimeoutMillis: 500,
  })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = new Promise((done) => child.once('exit', done))
  if (signal) child.kill(signal)
  await over
}

/** At most two minutes. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 120_000
  while (performance.now() < end) {
    if (await holds().catch(() => false)) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`waited two minutes for ${what}`)
}
