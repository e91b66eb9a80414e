// Placeholder until the seed lands.
import type { Deps } from './deps.ts'

export async function seedTrial(_deps: Deps): Promise<{ who: string; with: string }[]> {
  return []
}
