// Where the servers of one database are: a URL may name several hosts (a:5432,b:5432), of which one takes writes.

/** One URL per host. `target_session_attrs` is understood: we want the one that takes writes anyway. */
export function placesOf(url: string): string[] {
  const found = /^([a-z]+:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/i.exec(url)
  if (!found) return [url]
  const [, before = '', hosts = '', after = ''] = found
  const rest = after.replace(/([?&])target_session_attrs=[^&]*(&|$)/, (_all, first, last) => (last ? first : ''))
  return hosts.split(',').map((host) => `${before}${host}${rest.replace(/[?&]$/, '')}`)
}
