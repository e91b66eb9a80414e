// Reading an address: whatever is not a short text counts as absent.
export function queryText(query: unknown, name: string, most = 80): string {
  const value = (query as Record<string, unknown> | null)?.[name]
  return typeof value === 'string' && value.length <= most ? value.trim() : ''
}
