// The sign-in journey's table of contents.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { chooseDoorRoutes } from './choose-door/choose-door.route.ts'
import { noCodeRoutes } from './choose-door/no-code.route.ts'
import { passwordRoutes } from './choose-door/password.route.ts'
import { departureRoutes } from './portal-door/portal.route.ts'
import { authenticatorRoutes } from './standby-door/authenticator.route.ts'
import { enterCodeRoutes } from './standby-door/enter-code.route.ts'
import { otherWaysRoutes } from './standby-door/other-ways.route.ts'
import { passkeyRoutes } from './standby-door/passkey.route.ts'

export function signInRoutes(app: FastifyInstance, deps: Deps): void {
  chooseDoorRoutes(app, deps)
  noCodeRoutes(app, deps)
  passwordRoutes(app, deps)
  departureRoutes(app, deps)
  enterCodeRoutes(app, deps)
  authenticatorRoutes(app, deps)
  passkeyRoutes(app, deps)
  otherWaysRoutes(app, deps)
}
