// A18, ASVS 8.2.2 and 8.4.1: random officers and random dossiers of other agencies: not there, byte for byte as one that nobody ever received.
import { all, sql } from '@motcua/db/query.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseHours, usualHours } from '../../records/calendar/hours.ts'
import { readCalendar } from '../../records/calendar/import-calendar.ts'
import { moveNames } from '../../records/dossiers/moves.ts'
import { receiveDossier } from '../../records/dossiers/receive-dossier.ts'
import type { Actor } from '../../records/dossiers/store.ts'
import { application, formId, hanh } from '../../testing/desk-database.ts'
import { buildDossierDesk } from '../../testing/dossier-desk.ts'

const desk = await buildDossierDesk()
afterAll(desk.close)

const agencies = ['H09.31.01', 'H09.31.02', 'H09.31.03', 'H09.31.04']
const everyRight = ['receive', 'process', 'approve', 'return'] as Actor['rights']
const officerOf = (agency: string): Actor => ({
  ...hanh,
  sub: `officer-of-${agency}`,
  name: `Cán bộ ${agency}`,
  agency,
  rights: everyRight,
})

const owned: { agency: string; code: string }[] = []
const browsers: Browser[] = []
const secretName = 'Hồ Sơ Riêng Của Bà Ngọ'

beforeAll(async () => {
  for (const agency of agencies) {
    browsers.push(await desk.browser(officerOf(agency)))
    for (let at = 0; at < 3; at += 1) owned.push({ agency, code: await receive(officerOf(agency)) })
  }
})

async function receive(actor: Actor): Promise<string> {
  const calendar = await readCalendar(desk.db, parseHours(usualHours))
  const made = { ...application, applicant_name: secretName }
  const done = await receiveDossier(desk.db, calendar, {
    actor,
    procedureCode: '1.004873',
    formId: formId(),
    application: made,
  })
  if (!done.ok) throw new Error(`not received: ${done.code}`)
  return done.code
}

const pages = ['', '/receipt', ...moveNames.map((move) => `/${move}`)]
/** What differs between two looks at the same page: the form's token. */
const masked = (body: string) => body.replace(/value="[\w-]{43}"/g, 'value="…"')

test('A18: of 600 random looks and moves at other agencies’ dossiers none finds anything', async () => {
  const pick = fc.record({
    officer: fc.nat(agencies.length - 1),
    dossier: fc.nat(11),
    page: fc.constantFrom(...pages),
    isPost: fc.boolean(),
    language: fc.constantFrom('vi', 'en'),
  })
  const before = await all(desk.db, sql`select * from dossiers order by code`)
  await fc.assert(
    fc.asyncProperty(pick, async ({ officer, dossier, page, isPost, language }) => {
      const { agency, code } = owned[dossier] ?? { agency: '', code: '' }
      const browser = browsers[officer] as Browser
      if (agency === agencies[officer]) return
      const never = code.replace(/\d{4}$/, '9999')
      const ask = async (which: string) => {
        const url = `/${language}/dossiers/${which}${page}`
        if (!isPost || !page) return browser.get(url)
        const token = /name="_token" value="([^"]+)"/.exec((await browser.get(`/${language}/dossiers`)).body)?.[1] ?? ''
        return browser.post(url, { _token: token, version: '1', note: 'x', to: '' })
      }
      const [there, nowhere] = [await ask(code), await ask(never)]
      expect([there.statusCode, masked(there.body)]).toEqual([nowhere.statusCode, masked(nowhere.body)])
      expect(there.body).not.toContain(secretName)
      expect(there.statusCode).toBe(404)
    }),
    { numRuns: 600 },
  )
  expect(await all(desk.db, sql`select * from dossiers order by code`)).toEqual(before)
}, 60_000)

test('A18: the worklist and its search show nobody’s dossiers but the agency’s own', async () => {
  for (const [at, browser] of browsers.entries()) {
    const list = await browser.get('/vi/dossiers?scope=all')
    const strange = owned.filter(({ agency }) => agency !== agencies[at]).map(({ code }) => code)
    expect(strange.filter((code) => list.body.includes(code))).toEqual([])
    for (const code of strange) expect((await browser.get(`/vi/dossiers?q=${code}`)).body).not.toContain(secretName)
  }
})

test('ASVS 15.3.3: fields that a form does not have are ignored, and a form never names its own dossier’s agency, status or holder', async () => {
  const browser = browsers[0] as Browser
  const { code } = owned[0] ?? { code: '' }
  const extra = { agency: 'H09.31.02', agency_code: 'H09.31.02', status: '9', holder: 'x', is_admin: '1', fee: '-1' }
  await browser.submit(`/vi/dossiers/${code}`, `/vi/dossiers/${code}/process`, extra)
  const [row] = await all(
    desk.db,
    sql<{ agency: string }>`select agency_code as agency from dossiers where code = ${code}`,
  )
  expect(row?.agency).toBe('H09.31.01')
})
