// The commands' table: the words of each, its help, its options, and what it does.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Deps } from '../deps.ts'
import { findBrokenLink, sealLedger } from '../records/audit/seal-ledger.ts'
import { addAdministrator, type AdminOptions } from './admin.ts'
import { type CliIo, CommandRefused } from './io.ts'
import { importAgenciesFile, importOfficersFile } from './lists.ts'
import { words } from './messages.ts'
import { endRestored, type RestoredOptions } from './restored.ts'
import { closeStandby, openStandby, type StandbyOptions, tellStandby } from './standby.ts'

type Options = StandbyOptions & AdminOptions & RestoredOptions
type Help =
  | 'auditCheck'
  | 'standbyOpen'
  | 'standbyClose'
  | 'standbyStatus'
  | 'officersImport'
  | 'agenciesImport'
  | 'adminAdd'
  | 'restored'
type Command = {
  help: Help
  options: NonNullable<ParseArgsConfig['options']>
  /** How many words may follow the command's own. */
  positionals: number
  run: (deps: Deps, io: CliIo, options: Options, rest: readonly string[]) => Promise<void>
}

const text = { type: 'string' } as const
const actor = { reason: text, as: text, 'break-glass': text }

const commands: Readonly<Record<string, Command>> = {
  restored: {
    help: 'restored',
    options: { by: text, 'keep-recovery-codes': { type: 'boolean' } },
    positionals: 0,
    run: endRestored,
  },
  'standby open': {
    help: 'standbyOpen',
    options: { ...actor, for: text, agency: { ...text, multiple: true }, person: { ...text, multiple: true } },
    positionals: 0,
    run: openStandby,
  },
  'standby close': {
    help: 'standbyClose',
    options: actor,
    positionals: 1,
    run: (deps, io, options, [id]) => closeStandby(deps, io, { ...options, id }),
  },
  'standby status': { help: 'standbyStatus', options: {}, positionals: 0, run: tellStandby },
  'officers import': {
    help: 'officersImport',
    options: {},
    positionals: 1,
    run: (deps, io, _options, [path]) => importOfficersFile(deps, io, needed(io, path)),
  },
  'agencies import': {
    help: 'agenciesImport',
    options: {},
    positionals: 1,
    run: (deps, io, _options, [path]) => importAgenciesFile(deps, io, needed(io, path)),
  },
  'audit check': { help: 'auditCheck', options: {}, positionals: 0, run: checkAudit },
  'admin add': {
    help: 'adminAdd',
    options: { user: text, name: text, auditor: { type: 'boolean' } },
    positionals: 0,
    run: addAdministrator,
  },
}

async function checkAudit({ db }: Deps, { language, say }: CliIo): Promise<void> {
  await sealLedger(db)
  const broken = await findBrokenLink(db)
  if (broken !== null) throw new CommandRefused(words[language].auditBroken(broken))
  say(words[language].auditWhole)
}

function needed(io: CliIo, path: string | undefined): string {
  if (!path) throw new CommandRefused(words[io.language].missing('FILE.csv'))
  return path
}

/** Most commands have two words. */
const nameOf = (argv: readonly string[]): string => (argv[0] === 'restored' ? argv[0] : argv.slice(0, 2).join(' '))

/** What the words ask for, or the help; nothing is opened for that. */
export function findCommand(
  argv: readonly string[],
  io: Pick<CliIo, 'language'>,
): { command: Command } | { help: string; isError: boolean } {
  const say = words[io.language]
  const command = commands[nameOf(argv)]
  if (command) return argv.includes('--help') ? { help: say.usage(say[command.help]), isError: false } : { command }
  if (argv[0] === 'help' || argv.includes('--help')) return { help: say.general, isError: false }
  return { help: `${say.unknown(argv.join(' '))}\n\n${say.general}`, isError: true }
}

/** Runs a command; gives the exit code. Refusals are said; bugs are thrown. */
export async function runCommand(deps: Deps, io: CliIo, argv: readonly string[]): Promise<number> {
  const found = findCommand(argv, io)
  if ('help' in found) {
    io.say(found.help)
    return found.isError ? 1 : 0
  }
  try {
    const count = nameOf(argv).split(' ').length
    const { values, positionals } = readArguments(found.command, argv.slice(count), io)
    await found.command.run(deps, io, values, positionals)
    return 0
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error
    io.say(error.message)
    return 1
  }
}

function readArguments({ options, positionals: most }: Command, args: readonly string[], io: CliIo) {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: most > 0 })
    if (read.positionals.length > most) throw new Error(read.positionals[most])
    return { values: read.values as Options, positionals: read.positionals }
  } catch (error) {
    throw new CommandRefused(words[io.language].option(error instanceof Error ? error.message : String(error)))
  }
}
