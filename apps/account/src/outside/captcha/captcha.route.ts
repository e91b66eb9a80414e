// Placeholder of the captcha's routes until they land.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'

export function captchaRoutes(_app: FastifyInstance, _deps: Deps): void {}
