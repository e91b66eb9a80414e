// The register journey's table of contents.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'

export function registerRoutes(_app: FastifyInstance, _deps: Deps): void {}
