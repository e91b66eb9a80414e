// GET /dossiers: the worklist. POST /dossiers/search: text goes into the address, a personal number never does.
import { maskIdNumber, maskPhone } from '@motcua/web/mask.ts'
import { languageOf } from '@motcua/web/language.ts'
import type { FastifyInstance } from 'fastify'
import { personOf } from '../../../web/person.ts'
import type { DossierNeeds } from '../needs.ts'
import { personalNumbers, readQuery, worklistPath } from './query.ts'
import { readWorklist } from './read-worklist.ts'
import { WorklistPage } from './worklist.page.tsx'

export function worklistRoutes(app: FastifyInstance, needs: DossierNeeds): void {
  app.get('/dossiers', async (request, reply) => {
    const person = personOf(request)
    const query = readQuery(request.query)
    const list = await readWorklist(needs, person, query)
    if (list.rows.length === 0 && query.page > 1)
      return reply.redirect(`/${languageOf(request)}${worklistPath({ ...query, page: 1 })}`, 303)
    return reply.sendPage(WorklistPage({ shell: reply.shell(), person, query, list }))
  })

  app.post('/dossiers/search', async (request, reply) => {
    const person = personOf(request)
    const query = readQuery(request.body)
    const personal = personalNumbers(query.q)
    const [first] = personal
    if (!first) return reply.redirect(`/${languageOf(request)}${worklistPath(query)}`, 303)
    // All of the agency's: whose number it is matters more than who holds the dossier.
    const wide = { ...query, of: 'agency', view: 'open', q: '', page: 1 } as const
    const list = await readWorklist(needs, person, wide, personal)
    const searched = first.startsWith('+') ? maskPhone(first) : maskIdNumber(first)
    // The language menu leads back to the worklist: the number would have to be typed again.
    const shell = { ...reply.shell(), path: '/dossiers' }
    return reply.sendPage(WorklistPage({ shell, person, query: wide, list, searched }))
  })
}
