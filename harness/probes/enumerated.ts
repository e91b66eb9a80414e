// The people of the enumeration probe: numbers of every kind, side by side, so many of each; and what limits know of some of them.
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import type { Query } from '../database.ts'
import type { Settings } from '../nodes.ts'
import { officerAt } from '../officers.ts'

export const arms = ['unknown', 'wrong', 'suspended', 'not-ready', 'locked', 'locked-unknown'] as const
export type Arm = (typeof arms)[number]

/** How many officers must be there for so many samples of each arm. */
export const officersFor = (samples: number) => samples * 4

const nobody = 5_000_000
const starts: Record<Arm, (samples: number) => number> = {
  wrong: () => 1,
  suspended: (samples) => samples + 1,
  'not-ready': (samples) => 2 * samples + 1,
  locked: (samples) => 3 * samples + 1,
  unknown: () => nobody,
  'locked-unknown': (samples) => nobody + samples,
}

/** The number that the n-th sample of this arm types. */
export const numberOf = (arm: Arm, n: number, samples: number): string => officerAt(starts[arm](samples) + n).idNumber

/** A mobile number: of a citizen (known), of a suspended one, or of nobody. */
export const phoneOf = (kind: 'known' | 'suspended' | 'unknown', n: number): string =>
  `09${{ known: '61', suspended: '62', unknown: '63' }[kind]}${String(n).padStart(6, '0')}`

const idsOf = (arm: Arm, samples: number) => Array.from({ length: samples }, (_, n) => numberOf(arm, n, samples))

export async function prepareArms(query: Query, { settings, samples }: { settings: Settings; samples: number }) {
  await query(`update accounts set suspended_at = clock_now() where id_number = any($1)`, [idsOf('suspended', samples)])
  const bare = `select id from accounts where id_number = any($1)`
  await query(`delete from passwords where account_id in (${bare})`, [idsOf('not-ready', samples)])
  await query(`delete from phones where account_id in (${bare})`, [idsOf('not-ready', samples)])
  const secret = settings['ACCOUNT_SECRET'] ?? ''
  const subjects = [...idsOf('locked', samples), ...idsOf('locked-unknown', samples)].map((id) =>
    keyedHash(secret, 'subject', id),
  )
  await query(
    `insert into limits (name, subject, hits, ends_at, level, locked_until, in_a_row)
      select 'wrong-passwords', s, 5, clock_now() + interval '1 hour', 1, clock_now() + interval '1 hour', 5 from unnest($1::text[]) s`,
    [subjects],
  )
  for (const kind of ['known', 'suspended'] as const) await addCitizens(query, kind, samples)
  await query('vacuum analyze')
}

async function addCitizens(query: Query, kind: 'known' | 'suspended', samples: number) {
  const numbers = Array.from({ length: samples }, (_, n) => `+84${phoneOf(kind, n).slice(1)}`)
  await query(
    `with made as (insert into accounts (kind, name, suspended_at)
        select 'citizen', p, case when $2 then clock_now() end from unnest($1::text[]) p returning id, name)
      insert into phones (account_id, audience, number, source, confirmed_at, codes_from)
      select id, 'public', name, 'own', clock_now(), clock_now() from made`,
    [numbers, kind === 'suspended'],
  )
}
