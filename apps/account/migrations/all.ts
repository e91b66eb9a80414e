// Every migration in order.
import { people } from './0001-people.ts'
import { doors } from './0002-doors.ts'
import { provider } from './0003-provider.ts'
import { audit } from './0004-audit.ts'
import { factors } from './0007-factors.ts'
import { alarms } from './0008-alarms.ts'

export const migrations = {
  '0001-people': people,
  '0002-doors': doors,
  '0003-provider': provider,
  '0004-audit': audit,
  '0008-alarms': alarms,
  '0007-factors': factors,
}
