// Route × right: who may open what. A route that is not listed is denied; a test walks every route with every right.
import { type Move, moveNames, type Right, steps } from '../records/dossiers/moves.ts'

/** anyone: no session needed. officer: anybody signed in at the desk. A list: an officer with one of these rights. */
export type Access = 'anyone' | 'officer' | readonly Right[]

const receiver: readonly Right[] = ['receive']

/** A move is open to whoever holds the right of any of its steps; the step itself asks again. */
const moves = moveNames.flatMap((move): [string, Access][] => {
  const rights = [...new Set(steps.filter((step) => step.move === move).flatMap((step) => step.rights))]
  return [
    [`GET /dossiers/:code/${move}`, rights],
    [`POST /dossiers/:code/${move}`, rights],
  ]
})

const routes = {
  'GET /': 'officer',
  'GET /assets/*': 'anyone',
  'GET /health/live': 'anyone',
  'GET /health/ready': 'anyone',

  'GET /account/callback': 'anyone',
  'GET /sign-in': 'anyone',
  'POST /sign-out': 'anyone',
  'GET /signed-out': 'anyone',
  'POST /stay': 'officer',

  'GET /look-up': 'anyone',
  'POST /look-up': 'anyone',

  'GET /dossiers': 'officer',
  'POST /dossiers/search': 'officer',
  'GET /dossiers/new': receiver,
  'POST /dossiers/new': receiver,
  'POST /dossiers/draft': receiver,
  'GET /dossiers/:code': 'officer',
  'GET /dossiers/:code/receipt': 'officer',
} satisfies Record<string, Access>

/** Paths without their language prefix. */
export const access: Readonly<Record<string, Access>> = { ...routes, ...Object.fromEntries(moves) }

/** What a form is sent to. */
export type PostRoute = Extract<keyof typeof routes, `POST ${string}`> | `POST /dossiers/:code/${Move}`
