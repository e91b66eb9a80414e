// The my-account journey's table of contents.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { activityRoutes } from './activity/activity.route.ts'
import { approvalsRoutes } from './approvals/approvals.route.ts'
import { changePasswordRoutes } from './change-password/change-password.route.ts'
import { confirmRoutes } from './confirm/confirm.route.ts'
import { infoRoutes } from './overview/info.route.ts'
import { drillRoutes } from './drill/drill.route.ts'
import { openingNoticesRoutes } from './opening-notices/opening-notices.route.ts'
import { changePhoneRoutes } from './phones/change-phone.route.ts'
import { phonesRoutes } from './phones/phones.route.ts'
import { recoveryCodesRoutes } from './recovery-codes/recovery-codes.route.ts'
import { reminderRoutes } from './reminder/reminder.route.ts'
import { registerOtpRoutes } from './register-otp/register-otp.route.ts'
import { unitReadinessRoutes } from './unit-readiness/unit-readiness.route.ts'
import { waysRoutes } from './ways/ways.route.ts'
import { sessionsRoutes } from './sessions/sessions.route.ts'

export function myAccountRoutes(app: FastifyInstance, deps: Deps): void {
  infoRoutes(app, deps)
  reminderRoutes(app, deps)
  drillRoutes(app, deps)
  openingNoticesRoutes(app, deps)
  registerOtpRoutes(app, deps)
  phonesRoutes(app, deps)
  changePhoneRoutes(app, deps)
  waysRoutes(app, deps)
  changePasswordRoutes(app, deps)
  recoveryCodesRoutes(app, deps)
  sessionsRoutes(app, deps)
  activityRoutes(app, deps)
  approvalsRoutes(app, deps)
  unitReadinessRoutes(app, deps)
  confirmRoutes(app, deps)
}
