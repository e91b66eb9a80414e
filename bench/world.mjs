// The bench's world: the service as production runs it, on PostgreSQL with fsync, a stand-in gateway, the sandbox's portal, and people.
import { availableParallelism, cpus } from 'node:os'
import { createFront } from '../harness/front.ts'
import { standInSettings, startGateway } from '../harness/gateway.ts'
import { host, productionSettings, startNodes } from '../harness/nodes.ts'
import { officersCsv, openByHand, prepareOfficers } from '../harness/officers.ts'
import { startSandbox } from '../harness/sandbox.ts'
import { makeHash } from './bare-hash.mjs'
import { startDatabase } from './database.mjs'
import { memory } from './measure.mjs'
import { peopleOf } from './walks.mjs'

/** Starts everything, gives it to `work`, and stops everything however it ends. `flags` are Node's own, `postgres` the server's settings. */
export async function withWorld({ officers, flags = [], postgres = {} }, work) {
  const stops = []
  const kept = (part) => {
    stops.unshift(part.stop)
    return part
  }
  try {
    const hash = await makeHash()
    const db = kept(await startDatabase(postgres))
    const gateway = kept(await startGateway())
    // The portal is the sandbox's, a process of its own that is not counted; messages go to the stand-in.
    const sandbox = kept(await startSandbox(officersCsv(officers)))
    const settings = productionSettings(db.url, { ...sandbox.settings, ...standInSettings(gateway) })
    const [service] = kept(await startNodes(1, { settings, flags })).nodes
    await prepareOfficers(db.query, { officers, hash: hash.hash })
    await openByHand(db.query)
    await rememberBusyMinutes(db.query)
    const readyMiB = memory(service.pid()).now
    const front = createFront({ ports: [service.port], host })
    const people = peopleOf({ front, gateway, sandbox, password: hash.password, officers })
    return await work({ hash, db, service, front, people, readyMiB }).catch((error) => {
      process.stderr.write(`— the service's last lines:\n${service.log().split('\n').slice(-8).join('\n')}\n`)
      throw error
    })
  } finally {
    for (const stop of stops) await stop()
  }
}

/** The ceiling of messages is three times the busiest minutes of two weeks: as a place has it that sends as much as the bench. */
const rememberBusyMinutes = (query) =>
  query(`insert into sms_days (day, minute_p99) values ((now() at time zone 'Asia/Ho_Chi_Minh')::date, 1500)`)

/** What the figures were made on. */
export async function machineOf(db) {
  const version = (await db.query('show server_version')).rows[0].server_version
  return `${availableParallelism()} cores, ${cpus()[0]?.model}, Node ${process.version}, PostgreSQL ${version}`
}
