// People for tests: a prepared officer, a citizen, an administrator; each with numbers of their own.
import { randomInt } from 'node:crypto'
import { run, sql } from '@motcua/db/query.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { Deps } from '../deps.ts'
import { addConsoleUser, addPublicAccount, saveOfficer } from '../records/accounts/store.ts'
import { saveAgency } from '../records/agencies/store.ts'
import { newAuthenticatorSecret, storeAuthenticator } from '../records/factors/authenticator.ts'
import { replacePassword } from '../records/passwords/store.ts'
import { addPhone, usePhoneForCodes } from '../records/phones/store.ts'

type Records = Pick<Deps, 'db' | 'hasher'>

export const goodPassword = 'Rất-Kín-2846'

let people = randomInt(10 ** 6)

/** Figures, six or more, whose last six nobody else in this process has: chance alone gave two people one number in a hundred runs. */
function digits(count: number): string {
  people = (people + 7919) % 10 ** 6
  return Array.from({ length: count - 6 }, () => randomInt(10)).join('') + String(people).padStart(6, '0')
}

type NewOfficer = {
  idNumber: string
  oldIdNumber: string
  name: string
  agency: string
  role: 'officer' | 'unit-admin'
}

export const officer = (made: Partial<NewOfficer> = {}): NewOfficer => ({
  idNumber: `074185${digits(6)}`,
  // None of the samples begin so.
  oldIdNumber: `29${digits(7)}`,
  name: 'Lê Thị Kiểm',
  agency: 'H09.31.01',
  role: 'officer',
  ...made,
})

const agencies = [
  ['H09', null, 'province'],
  ['H09.31', 'H09', 'district'],
  ['H09.31.01', 'H09.31', 'commune'],
  ['H09.32', 'H09', 'district'],
] as const

export async function addAgencies(deps: Records): Promise<void> {
  for (const [code, parent_code, kind] of agencies) {
    const names = { name_vi: `Đơn vị ${code}`, name_en: `Agency ${code}` }
    const dates = { valid_from: '2020-01-01', valid_to: null }
    await saveAgency(deps.db, {
      code,
      parent_code,
      kind,
      national_id: code,
      help_phone: '',
      help_hours: '',
      ...names,
      ...dates,
    })
  }
}

/** Prepared: password set, phone confirmed and receiving codes; `bare` leaves both out. */
export async function addOfficer(deps: Records, made: NewOfficer = officer(), bare = false) {
  await addAgencies(deps)
  return addOneMore(deps, made, bare)
}

/** The same where the agencies are there. */
export async function addOneMore(deps: Records, made: NewOfficer = officer(), bare = false) {
  const rights = ['receive', 'process', 'return']
  const { idNumber: id_number, oldIdNumber: old_id_number, name, agency: agency_code, role } = made
  const { id } = await saveOfficer(deps.db, {
    id_number,
    old_id_number,
    name,
    agency_code,
    role,
    rights,
    email: null,
    birth_date: '1985-03-14',
  })
  const phone = `+8490${digits(7)}`
  const { id: phoneId } = await addPhone(deps.db, id, 'officer', phone, 'list')
  if (!bare) {
    await usePhoneForCodes(deps.db, id, phoneId, 0)
    await replacePassword(deps.db, id, await deps.hasher.hash(goodPassword))
  }
  return { ...made, id, phone, phoneId, password: goodPassword }
}

export async function addCitizen(deps: Deps, name = 'Trần Văn Dân') {
  const { id } = await addPublicAccount(deps.db, 'citizen', name)
  const phone = `+8491${digits(7)}`
  const { id: phoneId } = await addPhone(deps.db, id, 'public', phone, 'own')
  await usePhoneForCodes(deps.db, id, phoneId, 0)
  await replacePassword(deps.db, id, await deps.hasher.hash(goodPassword))
  return { id, phone, phoneId, password: goodPassword }
}

export async function addAdministrator(deps: Deps, kind: 'administrator' | 'auditor' = 'administrator') {
  const username = `quantri${digits(6)}`
  const row = await addConsoleUser(deps.db, { kind, username, name: `Quản trị ${username}` })
  if (!row) throw new Error('the user name is taken')
  const secret = newAuthenticatorSecret()
  await storeAuthenticator(deps.db, deps.secret, row.id, secret)
  await replacePassword(deps.db, row.id, await deps.hasher.hash(goodPassword))
  return { id: row.id, username, password: goodPassword, secret }
}

/** Lets a session look as if its person last proved themself so many seconds ago. */
export const ageProof = (deps: Deps, accountId: string, seconds: number) =>
  run(
    deps.db,
    sql`update sessions set authenticated_at = clock_now() - ${seconds} * interval '1 second' where account_id = ${accountId}`,
  )

export const phoneOf = maskPhone
