// Keeps the alarms about messages true, and measures once a day what a busy minute is. One node at a time.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { keepAlarms } from '../records/gateways/alarms.ts'
import { measureBusyMinute } from '../records/gateways/fleet.ts'

export async function watchMessages({ db }: Deps): Promise<void> {
  await measureBusyMinute(db)
  await inTransaction(db, keepAlarms)
}
