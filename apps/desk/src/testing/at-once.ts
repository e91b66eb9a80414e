// What happens when the same is submitted twice at once. A POST route without its line does not compile; a title that is no test, and a
// test that submits nothing twice, fail at-once.unit.test.ts.
import { type Move, moveNames } from '../records/dossiers/moves.ts'
import type { PostRoute } from '../web/access.ts'

/** The title of the test that submits it twice at once; or why twice is as good as once. */
type AtOnce = { test: string } | { harmless: string }

/** Every step of every move, in one test. */
const moves = Object.fromEntries(
  moveNames.map((move) => [
    `POST /dossiers/:code/${move}`,
    { test: '$move from $from, ordered three times at once, happens once' },
  ]),
) as Record<`POST /dossiers/:code/${Move}`, AtOnce>

export const posts: Readonly<Record<PostRoute, AtOnce>> = {
  ...moves,
  'POST /dossiers/new': { test: 'the form sent twice makes one dossier' },
  'POST /dossiers/draft': {
    harmless: 'the same draft is saved over itself; one that was received is not saved any more',
  },
  'POST /dossiers/search': { harmless: 'a search: it changes nothing' },
  'POST /look-up': { test: 'ten wrong at once: exactly five are looked at' },
  'POST /sign-out': { test: 'signing out twice, also at once, is as good as once' },
  'POST /stay': { harmless: 'it says that somebody is there; twice says the same' },
}

/** One-time things that are no form: what comes back by GET, and what machines send. */
export const others: Readonly<Record<string, string>> = {
  'GET /account/callback': 'refuses a callback used twice, and two at once open one session',
  'POST /account/traces': 'a question is good once, also when it comes twice at once',
  'POST /account/backchannel-logout': 'a logout token is used once, also by two at once',
  'a code of a dossier':
    'the daily number starts anew each day and for each agency, and has no gap under twenty at once',
  'one move of two people': 'two at once: one wins, the other learns who did what and when',
  'a form sent over and over': 'one form makes one dossier, however often and however parallel it is sent',
}
