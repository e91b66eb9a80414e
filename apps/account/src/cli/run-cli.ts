// Placeholder until the CLI lands.
export async function runCli(_argv: string[]): Promise<number> {
  return 1
}
