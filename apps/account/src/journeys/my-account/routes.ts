// The my-account journey's table of contents.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'

export function myAccountRoutes(_app: FastifyInstance, _deps: Deps): void {}
