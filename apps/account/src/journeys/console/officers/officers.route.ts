// The list of officers: by name and agency in the address, by ID number only in a form that is posted.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { readIdentifier } from '../../../records/accounts/identifier.ts'
import {
  countOfficers,
  findOfficerByIdNumber,
  listConsoleUsers,
  searchOfficers,
} from '../../../records/accounts/store.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import { readinessOf } from '../../../records/readiness/store.ts'
import { type Code, sentence } from '../../../web/messages/codes.ts'
import { textField } from '../../../web/forms.ts'
import { frameOf } from '../frame-state.ts'
import { cutPage, pageNumber } from '../../../web/paging.tsx'
import { queryText } from '../../../web/query-text.ts'
import { Officers, type OfficersProps } from './officers.page.tsx'

const onPage = 25
const form = z.object({ number: textField(40) })

export function officersRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/officers', async (request, reply) => {
    const name = queryText(request.query, 'name')
    // A personal number must not stay in an address, nor in the browser's history.
    if (/\d{6,}/.test(name)) return reply.redirect(`/${reply.shell().language}/console/officers?digits=1`, 303)
    const filter = {
      name,
      agency: queryText(request.query, 'agency'),
      isIdle: queryText(request.query, 'idle') === '1',
      page: pageNumber(queryText(request.query, 'page')),
    }
    return showOfficers(deps, reply, filter, { digitsInName: queryText(request.query, 'digits') === '1' })
  })

  app.post('/console/officers', async (request, reply) => {
    const { number } = form.parse(request.body)
    const { language } = reply.shell()
    const read = readIdentifier(number)
    if (read.kind !== 'id-number') return refuseNumber('id-number-unreadable')
    const officer = await findOfficerByIdNumber(deps.db, read.value)
    return officer
      ? reply.redirect(`/${language}/console/officers/${officer.id}`, 303)
      : refuseNumber('officer-unknown')

    function refuseNumber(code: Code) {
      const shown = { number, error: sentence(language, { code }) }
      return showOfficers(deps, reply, { name: '', agency: '', isIdle: false, page: 1 }, shown, 422)
    }
  })
}

type Filter = { name: string; agency: string; isIdle: boolean; page: number }
type Shown = Pick<OfficersProps, 'digitsInName' | 'number' | 'error'>

async function showOfficers(
  deps: Deps,
  reply: FastifyReply,
  { name, agency, isIdle, page }: Filter,
  shown: Shown,
  status = 200,
) {
  const { db } = deps
  const rows = await searchOfficers(db, { text: name, agency, isIdle, offset: (page - 1) * onPage, count: onPage + 1 })
  const { shown: officers, hasMore } = cutPage(rows, onPage)
  const props: OfficersProps = {
    ...shown,
    frame: await frameOf(deps, reply),
    agencies: await listAgencies(db),
    name,
    agency,
    isIdle,
    officers,
    readiness: await readinessOf(
      db,
      officers.map((one) => one.id),
      deps.config.FACTOR_PROFILE,
    ),
    total: await countOfficers(db, { text: name, agency, isIdle }),
    idle: await countOfficers(db, { text: name, agency, isIdle: true }),
    consoleUsers: await listConsoleUsers(db),
    paging: { page, hasMore },
  }
  return reply.sendPage(Officers(props), status)
}
