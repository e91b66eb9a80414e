// Every migration in order.
import { sessions } from './0001-sessions.ts'
import { dossiers } from './0002-dossiers.ts'
import { purge } from './0015-purge.ts'
import { traces } from './0010-traces.ts'

export const migrations = {
  '0001-sessions': sessions,
  '0002-dossiers': dossiers,
  '0015-purge': purge,
  '0010-traces': traces,
}
