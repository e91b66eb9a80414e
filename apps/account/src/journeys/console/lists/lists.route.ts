// GET, POST /console/lists/officers and /console/lists/agencies: check a list, or take it in.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { proofErrors } from '../proof-errors.ts'
import { queryText } from '../../../web/query-text.ts'
import { freshBy } from '../standby-door/fresh-in-form.ts'
import { checkAgencies, importAgencies } from './import-agencies.ts'
import { checkOfficers, importOfficers } from './import-officers.ts'
import { type ListCounts, type ListName, ListPage, type ListProps, listNames } from './lists.page.tsx'
import { words } from './messages.ts'

/** 20,000 rows of officers. */
const bodyLimit = 4 * 1024 * 1024
const form = z.object({ csv: textField(bodyLimit), act: textField(20), password: textField(1000), code: textField(20) })
const uses = {
  officers: { check: checkOfficers, take: importOfficers },
  agencies: { check: checkAgencies, take: importAgencies },
} as const

export function listsRoutes(app: FastifyInstance, deps: Deps): void {
  for (const list of listNames) {
    app.get(`/console/lists/${list}`, async (request, reply) => {
      const counts = readCounts(list, queryText(request.query, 'done'))
      return show(deps, reply, { list, counts: counts && { of: 'import', counts } })
    })

    app.post(`/console/lists/${list}`, { bodyLimit }, async (request, reply) => {
      const { csv, act, password, code } = form.parse(request.body)
      const { language } = reply.shell()
      if (!csv.trim()) return show(deps, reply, { list, errors: { csv: words[language].missing } }, 422)
      if (act !== 'import') return told(await uses[list].check(deps, csv))
      const fresh = await freshBy(deps, reply, { password, code })
      if (!fresh.ok) return show(deps, reply, { list, csv, ...proofErrors(language, fresh) }, statusOf(fresh.code))
      const by = { actorId: personOf(request).account.id, address: addressOf(request) }
      const taken = await uses[list].take(deps, { csv, ...by })
      if (!taken.ok) return told(taken)
      return reply.redirect(`/${language}/console/lists/${list}?done=${doneText(taken)}`, 303)

      function told(result: Awaited<ReturnType<(typeof uses)[ListName]['check']>>) {
        if (!result.ok) return show(deps, reply, { list, csv, faults: result.faults }, 422)
        return show(deps, reply, { list, csv, counts: { of: 'check', counts: result } })
      }
    })
  }
}

const doneText = (counts: ListCounts) =>
  ('count' in counts ? [counts.count] : [counts.added, counts.renewed, counts.moved]).join('.')

/** What `doneText` made; nothing for any other text. */
function readCounts(list: ListName, text: string): ListCounts | undefined {
  const [first = 0, renewed, moved] = text.split('.').map(Number)
  if (!/^\d{1,6}(\.\d{1,6}){0,2}$/.test(text)) return undefined
  if (list === 'agencies') return { count: first }
  return renewed === undefined || moved === undefined ? undefined : { added: first, renewed, moved }
}

async function show(deps: Deps, reply: FastifyReply, shown: Omit<ListProps, 'frame'>, status = 200) {
  const frame = await frameOf(deps, reply, `/console/lists/${shown.list}`)
  return reply.sendPage(ListPage({ ...shown, frame }), status)
}
