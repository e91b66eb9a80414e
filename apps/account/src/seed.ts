// The sample province, on the first start of a trial only; and who can sign in with what.
import { readFile } from 'node:fs/promises'
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from './deps.ts'
import { importAgencies } from './journeys/console/lists/import-agencies.ts'
import { importOfficers } from './journeys/console/lists/import-officers.ts'
import { addConsoleUser, findConsoleUser, searchOfficers } from './records/accounts/store.ts'
import { knownAgencyCodes } from './records/agencies/store.ts'
import { storeAuthenticator } from './records/factors/authenticator.ts'
import { replacePassword } from './records/passwords/store.ts'
import { listPhones, usePhoneForCodes } from './records/phones/store.ts'

/** `samples`: the folder of the lists. Gives the rows of the table that `npm start` prints. */
export async function seedTrial(deps: Deps, samples = 'samples'): Promise<{ who: string; with: string }[]> {
  const { db, config } = deps
  if ((await knownAgencyCodes(db)).size === 0) {
    const actorId = null
    sure(await importAgencies(deps, { csv: await readFile(`${samples}/agencies.csv`, 'utf8'), actorId }))
    sure(await importOfficers(deps, { csv: await readFile(`${samples}/officers.csv`, 'utf8'), actorId }))
    await prepareOfficers(deps)
  }
  for (const user of consoleUsers(deps)) await addSampleUser(deps, user)
  return [
    { who: 'Officer', with: '074185001234 (Nguyễn Thị Hạnh)   portal password Cong@2023, codes on phone 0901 234 926' },
    {
      who: 'Unit administrator',
      with: '074080005678 (Phạm Quốc Huy)     portal password Cong@2023, phone 0913 456 802',
    },
    ...(config.TRIAL_OFFICER_PASSWORD
      ? [
          {
            who: 'Prepared officers',
            with: `074189002274 and two of three others   standby password ${config.TRIAL_OFFICER_PASSWORD}`,
          },
        ]
      : []),
    ...consoleUsers(deps).map((user) => ({
      who: user.kind === 'auditor' ? 'Auditor' : 'Administrator',
      with: `${user.username}   ${user.password}   code from the sandbox's authenticator page`,
    })),
  ]
}

/** The samples are part of the product: a fault in them is a bug. */
function sure(imported: { ok: true } | { ok: false; faults: readonly unknown[] }): void {
  if (!imported.ok) throw new Error(`the sample province is wrong: ${JSON.stringify(imported.faults)}`)
}

type SampleUser = {
  kind: 'administrator' | 'auditor'
  username: string
  name: string
  password: string
  secret: string
}

function consoleUsers({ config }: Deps): SampleUser[] {
  const users = [
    ['administrator', 'quantri1', 'Đỗ Minh Quân', config.TRIAL_ADMIN_PASSWORD, config.TRIAL_ADMIN_TOTP],
    ['administrator', 'quantri2', 'Bùi Thu Trang', config.TRIAL_SECOND_ADMIN_PASSWORD, config.TRIAL_SECOND_ADMIN_TOTP],
    ['auditor', 'kiemtoan1', 'Võ Hoàng Long', config.TRIAL_AUDITOR_PASSWORD, config.TRIAL_AUDITOR_TOTP],
  ] as const
  return users.flatMap(([kind, username, name, password, secret]) =>
    password && secret ? [{ kind, username, name, password, secret }] : [],
  )
}

async function addSampleUser(deps: Deps, user: SampleUser): Promise<void> {
  if (await findConsoleUser(deps.db, user.username)) return
  const hash = await deps.hasher.hash(user.password)
  await inTransaction(deps.db, async (tx) => {
    const added = await addConsoleUser(tx, user)
    if (!added) return
    await replacePassword(tx, added.id, hash)
    await storeAuthenticator(tx, deps.secret, added.id, user.secret)
  })
}

/** Two of three sample officers are ready for the standby door, so that readiness has something to show; the first two are not. */
async function prepareOfficers(deps: Deps): Promise<void> {
  const password = deps.config.TRIAL_OFFICER_PASSWORD
  if (!password) return
  const hash = await deps.hasher.hash(password)
  const officers = await searchOfficers(deps.db, { offset: 0, count: 1000 })
  const walkers = new Set(['074185001234', '074080005678'])
  const named = '074189002274'
  await inTransaction(deps.db, async (tx) => {
    for (const [index, officer] of officers.entries()) {
      const isWalker = walkers.has(officer.id_number ?? '')
      const [phone] = await listPhones(tx, officer.id)
      const isPrepared = officer.id_number === named || index % 3 !== 2
      if (!isWalker && isPrepared && phone) {
        await usePhoneForCodes(tx, officer.id, phone.id, 0)
        await replacePassword(tx, officer.id, hash)
      }
    }
  })
}
