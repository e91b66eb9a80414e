// The my-account journey's table of contents.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { infoRoutes } from './overview/info.route.ts'
import { recoveryCodesRoutes } from './recovery-codes/recovery-codes.route.ts'
import { registerOtpRoutes } from './register-otp/register-otp.route.ts'

export function myAccountRoutes(app: FastifyInstance, deps: Deps): void {
  infoRoutes(app, deps)
  registerOtpRoutes(app, deps)
  recoveryCodesRoutes(app, deps)
}
