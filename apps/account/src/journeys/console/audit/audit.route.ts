// The audit at the console: filtered by address, a person found by a posted form, the same rows as CSV.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { findAccount } from '../../../records/accounts/store.ts'
import { type AuditEntry, type AuditFilter, listAudit } from '../../../records/audit/read-audit.ts'
import { textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { sendCsv } from '../../../web/csv.ts'
import { frameOf } from '../frame-state.ts'
import { cutPage, pageNumber } from '../../../web/paging.tsx'
import { queryText } from '../../../web/query-text.ts'
import { Audit, type AuditProps } from './audit.page.tsx'
import { findPersonBy } from './find-person.ts'
import { words } from './messages.ts'
import { filterQuery, readFilter } from './read-filter.ts'
import { auditSentence } from './sentences.ts'

const onPage = 100
const inFile = 20_000
const form = z.object({ person: textField(60), event: textField(60), door: textField(20), day: textField(20) })

export function auditRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/audit', async (request, reply) => {
    const page = pageNumber(queryText(request.query, 'page'))
    return showAudit(deps, reply, { filter: readFilter(request.query), page })
  })

  app.post('/console/audit', async (request, reply) => {
    const { person, ...rest } = form.parse(request.body)
    const filter = readFilter(rest)
    const { language } = reply.shell()
    const found = await findPersonBy(deps.db, person)
    if (!found.ok)
      return showAudit(deps, reply, { filter, page: 1, typed: person, error: sentence(language, found) }, 422)
    const query = new URLSearchParams({ ...filterQuery(filter), person: found.account.id })
    return reply.redirect(`/${language}/console/audit?${query}`, 303)
  })

  app.get('/console/audit/export', async (request, reply) => {
    const { language } = reply.shell()
    const say = words[language]
    const entries = await listAudit(deps.db, readFilter(request.query), { offset: 0, count: inFile })
    const head = [say.number, say.when, say.event, say.what, say.who, say.actor, say.door, say.address, say.hash]
    return sendCsv(reply, 'audit', [head, ...entries.map((entry) => lineOf(language, entry))])
  })
}

/** Times in UTC, as the ledger has them. */
const lineOf = (language: 'vi' | 'en', entry: AuditEntry): string[] => [
  entry.number === null ? '' : String(entry.number),
  entry.at.toISOString(),
  entry.event,
  auditSentence(language, entry),
  entry.account_name ?? '',
  entry.actor_name ?? '',
  entry.door ?? '',
  entry.address ?? '',
  entry.hash ?? '',
]

type Shown = Pick<AuditProps, 'typed' | 'error'> & { filter: AuditFilter; page: number }

async function showAudit(deps: Deps, reply: FastifyReply, { filter, page, ...shown }: Shown, status = 200) {
  const rows = await listAudit(deps.db, filter, { offset: (page - 1) * onPage, count: onPage + 1 })
  const { shown: entries, hasMore } = cutPage(rows, onPage)
  const person = filter.person ? await findAccount(deps.db, filter.person) : undefined
  const frame = await frameOf(deps, reply)
  const props = { ...shown, frame, filter, personName: person?.name ?? null, entries, paging: { page, hasMore } }
  return reply.sendPage(Audit(props), status)
}
