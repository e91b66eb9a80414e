// Every migration in order.
import { people } from './0001-people.ts'
import { doors } from './0002-doors.ts'
import { provider } from './0003-provider.ts'
import { audit } from './0004-audit.ts'

export const migrations = {
  '0001-people': people,
  '0002-doors': doors,
  '0003-provider': provider,
  '0004-audit': audit,
}
