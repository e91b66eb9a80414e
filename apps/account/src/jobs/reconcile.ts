// What reconciliation does by itself, on one node: asks relying parties what unconfirmed people touched, tells administrators once a period.
import { readClock } from '@motcua/db/clock.ts'
import type { JWK } from 'jose'
import type { Deps } from '../deps.ts'
import { limits } from '../limits.ts'
import { askTraces } from '../outside/relying-parties/ask-traces.ts'
import { readSigningKeys } from '../provider/keys.ts'
import { raiseAlarm } from '../records/alarms/store.ts'
import { listOverdue } from '../records/reconciliation/standings.ts'
import {
  claimQuestions,
  noteAnswer,
  noteNoAnswer,
  type Question,
  queueQuestions,
} from '../records/reconciliation/store.ts'
import { moment } from '../web/times.ts'

const atOnce = 20

export async function reconcile(deps: Deps): Promise<void> {
  for (const { period_id, opened_at, unconfirmed } of await listOverdue(deps.db)) {
    const detail = { what: 'unconfirmed', count: unconfirmed, at: moment('vi', opened_at) }
    await raiseAlarm(deps.db, { kind: 'sign-ins-in-doubt', key: `unconfirmed ${period_id}`, detail })
  }
  await queueQuestions(deps.db)
  await Promise.all((await claimQuestions(deps.db, atOnce)).map((question) => ask(deps, question)))
}

async function ask(deps: Deps, question: Question): Promise<void> {
  const { uri, client_id: clientId, account_id: accountId, period_id: periodId } = question
  const { timeout, life } = limits.reconciliation
  try {
    const [key] = (await readSigningKeys(deps.config)).keys
    if (!key) throw new Error('the provider has no key')
    const asking = { issuer: deps.config.ACCOUNT_ORIGIN, key: key as JWK, now: await readClock(deps.db), life, timeout }
    await noteAnswer(deps.db, question, await askTraces({ uri, clientId, accountId, periodId }, asking))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    deps.log.warn({ event: 'traces-not-answered', client: clientId, why }, 'traces-not-answered')
    await noteNoAnswer(deps.db, question, why)
  }
}
