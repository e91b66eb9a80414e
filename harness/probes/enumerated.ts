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

/** Of citizens; `known` is `wrong` of the officers: an account like any other. */
export const citizens = ['known', 'suspended', 'not-ready', 'locked'] as const
type Citizen = (typeof citizens)[number]

const prefixes = { known: '61', suspended: '62', unknown: '63', 'not-ready': '64', locked: '65' }

/** The mobile number of the n-th of them, or of nobody. */
export const phoneOf = (kind: Citizen | 'unknown', n: number): string =>
  `09${prefixes[kind]}${String(n).padStart(6, '0')}`

const idsOf = (arm: Arm, samples: number) => Array.from({ length: samples }, (_, n) => numberOf(arm, n, samples))
const e164Of = (kind: Citizen, samples: number) =>
  Array.from({ length: samples }, (_, n) => `+84${phoneOf(kind, n).slice(1)}`)

export async function prepareArms(query: Query, { settings, samples }: { settings: Settings; samples: number }) {
  await query(`update accounts set suspended_at = clock_now() where id_number = any($1)`, [idsOf('suspended', samples)])
  const bare = `select id from accounts where id_number = any($1)`
  await query(`delete from passwords where account_id in (${bare})`, [idsOf('not-ready', samples)])
  await query(`delete from phones where account_id in (${bare})`, [idsOf('not-ready', samples)])
  for (const kind of citizens) await addCitizens(query, kind, samples)
  const subjectOf = (typed: string) => keyedHash(settings['ACCOUNT_SECRET'] ?? '', 'subject', typed)
  const locked = idsOf('locked', samples)
  const typed = [...locked, ...idsOf('locked-unknown', samples), ...e164Of('locked', samples)].map(subjectOf)
  await lock(query, 'wrong-passwords', { hits: 5, subjects: typed })
  // Ten wrong codes at two resets of a number: what was typed is locked, and where somebody has it the account as well.
  const { rows } = await query<{ id: string }>(`select id from accounts where id_number = any($1)`, [locked])
  await lock(query, 'wrong-codes-reset', { hits: 10, subjects: [...typed, ...rows.map(({ id }) => id)] })
  await query('vacuum analyze')
}

/** As the last hit that passes leaves it; for hours, so that it is in force for the whole probe. */
const lock = (query: Query, name: string, { hits, subjects }: { hits: number; subjects: readonly string[] }) =>
  query(
    `insert into limits (name, subject, hits, ends_at, level, locked_until, in_a_row)
      select $1, s, $2, clock_now() + interval '8 hours', 1, clock_now() + interval '8 hours', $2 from unnest($3::text[]) s`,
    [name, hits, subjects],
  )

async function addCitizens(query: Query, kind: Citizen, samples: number) {
  await query(
    `with made as (insert into accounts (kind, name, suspended_at)
        select 'citizen', p, case when $2 = 'suspended' then clock_now() end from unnest($1::text[]) p returning id, name)
      insert into phones (account_id, audience, number, source, confirmed_at, codes_from)
      select id, 'public', name, 'own', clock_now(), case when $2 <> 'not-ready' then clock_now() end from made`,
    [e164Of(kind, samples), kind],
  )
}
