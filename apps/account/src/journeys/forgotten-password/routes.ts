// The forgotten password's table of contents: which account, then code and new password.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { askAccountRoutes } from './ask-account/ask-account.route.ts'
import { setPasswordRoutes } from './set-password/set-password.route.ts'

export function forgottenPasswordRoutes(app: FastifyInstance, deps: Deps): void {
  askAccountRoutes(app, deps)
  setPasswordRoutes(app, deps)
}
