// Placeholder until the CLI lands.
import type { Deps } from '../deps.ts'

export async function startControlSocket(_deps: Deps): Promise<() => Promise<void>> {
  return async () => {}
}
