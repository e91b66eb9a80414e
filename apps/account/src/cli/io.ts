// What a command may do with the person in front of it: say, ask, read a file on their side.
import type { Language } from '@motcua/ui/shell.ts'

export type CliIo = {
  language: Language
  say: (line: string) => void
  /** `hidden`: what is typed is not shown. */
  ask: (question: string, hidden?: boolean) => Promise<string>
  /** Throws where the file cannot be read. */
  readFile: (path: string) => Promise<string>
}

/** A command that cannot go on says why; the exit code is 1. */
export class CommandRefused extends Error {}
