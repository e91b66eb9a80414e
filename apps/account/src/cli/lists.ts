// officers import, agencies import.
import type { Deps } from '../deps.ts'
import { importAgencies } from '../journeys/console/lists/import-agencies.ts'
import { importOfficers } from '../journeys/console/lists/import-officers.ts'
import { type FaultCode, faultText } from '../journeys/console/lists/fault-text.ts'
import { type CliIo, CommandRefused } from './io.ts'
import { words } from './messages.ts'

export async function importOfficersFile(deps: Deps, io: CliIo, path: string): Promise<void> {
  const result = await importOfficers(deps, { csv: await readText(io, path), actorId: null })
  if (!result.ok) throw refusal(io, result.faults)
  io.say(words[io.language].imported(result.added, result.renewed))
}

export async function importAgenciesFile(deps: Deps, io: CliIo, path: string): Promise<void> {
  const result = await importAgencies(deps, { csv: await readText(io, path), actorId: null })
  if (!result.ok) throw refusal(io, result.faults)
  io.say(words[io.language].agencies(result.count))
}

async function readText(io: CliIo, path: string): Promise<string> {
  try {
    return await io.readFile(path)
  } catch {
    throw new CommandRefused(words[io.language].file(path))
  }
}

function refusal(io: CliIo, faults: readonly { line: number; code: FaultCode; detail: string }[]): CommandRefused {
  const lines = faults.map((fault) => faultText(io.language, fault))
  return new CommandRefused([...lines, words[io.language].faults(faults.length)].join('\n'))
}
