// Who may extend, and for how long: the rule by itself.
import { expect, test } from 'vitest'
import { isSameScope, needsSecondPerson, readExtension } from './extension.ts'
import type { Opening } from './store.ts'

const now = new Date('2026-11-23T01:00:00Z')
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const rule = { gap: 3600, most: 8 * 3600 }

/** From and to in minutes from now; negative is past. */
const opening = (by: string | null, from: number, to: number, targets: string[] = []): Opening => ({
  id: `${by} ${from}`,
  opened_by: by,
  policy_id: null,
  opened_by_name: by,
  opened_at: at(from),
  ends_at: at(to),
  is_open: to > 0,
  scope: targets.length > 0 ? 'agencies' : 'everyone',
  targets,
  now,
})

test('nothing before: a new opening with the whole time ahead', () => {
  expect(readExtension([], now, rule)).toEqual({ open: [], isExtension: false, since: now, minutesLeft: 480 })
})

const gaps: [number, boolean][] = [
  [-59, true],
  [-60, false],
  [-61, false],
]
test.each(gaps)('ended %i minutes ago: an extension is %s', (to, isExtension) => {
  expect(readExtension([opening('a', -120, to)], now, rule).isExtension).toBe(isExtension)
})

test('the chain goes back over pauses shorter than an hour, and stops at a longer one', () => {
  const chain = [opening('a', -30, 30), opening('b', -120, -60), opening('a', -300, -170)]
  expect(readExtension(chain, now, rule)).toMatchObject({ since: at(-300), minutesLeft: 180 })
  const broken = [opening('a', -30, 30), opening('b', -200, -91)]
  expect(readExtension(broken, now, rule)).toMatchObject({ since: at(-30), minutesLeft: 450 })
})

test('the chain is found in whatever order the openings come, and stops at a pause of exactly an hour', () => {
  const [open, before, first] = [opening('a', -30, 30), opening('b', -120, -60), opening('a', -300, -170)]
  for (const chain of [
    [first, before, open],
    [before, first, open],
    [before, open, first],
    [first, open, before],
  ])
    expect(readExtension(chain, now, rule)).toMatchObject({ since: at(-300) })
  expect(readExtension([open, opening('b', -200, -90)], now, rule)).toMatchObject({ since: at(-30) })
})

test('of an open one and one that has just ended only the first is open', () => {
  const [open, ended] = [opening('a', -10, 50), opening('b', -50, -20)]
  expect(readExtension([open, ended], now, rule).open).toEqual([open])
})

test('the same scope: its kind and its targets', () => {
  const some = opening('a', -10, 50, ['H09.31'])
  expect(isSameScope(some, opening('b', -5, 50, ['H09.31']))).toBe(true)
  expect(isSameScope(some, opening('b', -5, 50, ['H09.32']))).toBe(false)
  expect(isSameScope(some, { ...some, scope: 'people' })).toBe(false)
})

const cases: [string, Opening[], boolean][] = [
  ['own and open', [opening('me', -10, 50)], true],
  ['own, ended half an hour ago', [opening('me', -90, -30)], true],
  ['own, ended two hours ago', [opening('me', -180, -120)], false],
  ['somebody else’s', [opening('you', -10, 50)], false],
  ['of the emergency command', [opening(null, -10, 50)], false],
  ['own, then extended by another', [opening('you', -5, 55), opening('me', -50, 10)], false],
  ['own, and another’s at the same moment', [opening('you', -50, 55), opening('me', -50, 10)], true],
  ['another’s, then own', [opening('me', -5, 55), opening('you', -50, 10)], true],
  [
    'own, then another scope by another',
    [opening('you', -5, 55, ['H09.32']), opening('me', -50, 10, ['H09.31'])],
    true,
  ],
]
test.each(cases)('a second person: %s', (_name, openings, needed) => {
  expect(needsSecondPerson(openings, { actorId: 'me', now, gap: rule.gap })).toBe(needed)
})
