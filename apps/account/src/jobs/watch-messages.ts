// Keeps the alarms about messages true, and measures once a day what a busy minute is. One node at a time.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { keepAlarms } from '../records/gateways/alarms.ts'
import { budgetUsed, measureBusyMinute, readFleet } from '../records/gateways/fleet.ts'

export async function watchMessages({ db, config, gateways }: Deps): Promise<void> {
  await measureBusyMinute(db)
  const used = budgetUsed(await readFleet(db, config))
  const route = gateways.map(({ name }) => name)
  await inTransaction(db, (tx) => keepAlarms(tx, { route, used }))
}
