// What one look at the database costs with nothing in it: the floor under every statement of a sign-in, by the service's own driver.
import pg from 'pg'
import { postgresCpu } from './measure.mjs'

const statements = 600
/** As within a sign-in: the next one comes after some other work, not at once. */
const pauseMs = 2

/** CPU ms of this process and of the database per `select`, named and so planned once. */
export async function bareStatement(db) {
  const client = new pg.Client({ connectionString: db.url })
  await client.connect()
  const asked = { name: 'bare', text: 'select $1::int4 as one', values: [1] }
  const pass = async (count, ask) => {
    const before = { app: process.cpuUsage(), db: postgresCpu(db.pid) }
    for (let n = 0; n < count; n += 1) {
      if (ask) await client.query(asked)
      await new Promise((done) => setTimeout(done, pauseMs))
    }
    const { user, system } = process.cpuUsage(before.app)
    return { app: (user + system) / 1000 / count, db: (postgresCpu(db.pid) - before.db) / count }
  }
  await pass(100, true)
  const pauses = await pass(statements, false)
  const asks = await pass(statements, true)
  await client.end()
  return { appMs: asks.app - pauses.app, dbMs: asks.db - pauses.db }
}
