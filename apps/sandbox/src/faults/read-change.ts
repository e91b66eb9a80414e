// What somebody sent to the switches → a change, or one sentence that says what is wrong.
import { z } from 'zod'
import { everyGateway, type FaultChange, gateways, portalModes, smsModes } from './faults.ts'

const mostSeconds = 600

const seconds = z
  .number(`must be a whole number from 1 to ${mostSeconds}`)
  .int(`must be a whole number from 1 to ${mostSeconds}`)
  .min(1, `must be a whole number from 1 to ${mostSeconds}`)
  .max(mostSeconds, `must be a whole number from 1 to ${mostSeconds}`)
  .optional()
const switchOf = <const Modes extends readonly [string, ...string[]]>(modes: Modes) =>
  z.strictObject(
    { mode: z.enum(modes, `must be one of ${modes.join(', ')}`), seconds },
    unknownOr('must be an object with "mode"'),
  )

const shape = z.strictObject(
  {
    portal: switchOf(portalModes).optional(),
    sms: z
      .strictObject(
        everyGateway(() => switchOf(smsModes).optional()),
        unknownOr(`must be an object with a gateway: ${gateways.join(', ')}`),
      )
      .optional(),
  },
  unknownOr('The body must be an object with "portal" or "sms"'),
)

export type ReadChange = { ok: true; change: FaultChange } | { ok: false; error: string }

export function readChange(body: unknown): ReadChange {
  const read = shape.safeParse(body)
  if (!read.success) return { ok: false, error: sentence(read.error.issues[0]!) }
  const { portal, sms = {} } = read.data
  if (!portal && !Object.values(sms).some(Boolean))
    return { ok: false, error: 'Nothing to change: name "portal" or a gateway under "sms".' }
  return { ok: true, change: { portal, sms } }
}

function unknownOr(otherwise: string) {
  return {
    error: (issue: { code?: string | undefined; keys?: unknown }) =>
      issue.code === 'unrecognized_keys' ? `has unknown names: ${(issue.keys as string[]).join(', ')}` : otherwise,
  }
}

const sentence = (issue: z.core.$ZodIssue) =>
  `${[issue.path.join('.') || (issue.code === 'unrecognized_keys' ? 'The body' : ''), issue.message].join(' ').trim()}.`
