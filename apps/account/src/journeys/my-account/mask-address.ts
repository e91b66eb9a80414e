// A network address as its owner recognises it: "203.0.113.•", "2001:db8:1:•".

export function maskAddress(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (plain === '::1') return plain
  if (plain.includes('.')) return plain.replace(/\.\d+$/, '.•')
  const parts = plain.split(':').filter(Boolean)
  return parts.length > 0 ? `${parts.slice(0, 3).join(':')}:•` : ''
}
