// The configuration file of Kannel's boxes: one message centre at SMPP, one user of the HTTP interface, all on the loopback.
/** How bearerbox binds: once for both directions, or with a connection for each. */
export type Binding = 'transceiver' | 'transmitter and receiver'
type Ports = { smpp: number; admin: number; box: number; http: number }

/** Name and password of everything in Kannel. */
export const user = 'motcua'

const group = (name: string, fields: Record<string, string | number>) =>
  [`group = ${name}`, ...Object.entries(fields).map(([key, value]) => `${key} = "${value}"`), ''].join('\n')

export function configuration(ports: Ports, binding: Binding): string {
  const smsc = {
    smsc: 'smpp',
    'smsc-id': 'centre',
    host: '127.0.0.1',
    'smsc-username': 'sandbox',
    'smsc-password': 'sandbox',
    'system-type': '',
    'reconnect-delay': 1,
    'enquire-link-interval': 1,
    'source-addr-autodetect': 'true',
    'dest-addr-ton': 1,
    'dest-addr-npi': 1,
  }
  const connections =
    binding === 'transceiver'
      ? [{ ...smsc, port: ports.smpp, 'transceiver-mode': 'true' }]
      : [
          { ...smsc, port: ports.smpp },
          { ...smsc, 'receive-port': ports.smpp },
        ]
  return [
    group('core', {
      'admin-port': ports.admin,
      'admin-password': user,
      'smsbox-port': ports.box,
      'box-deny-ip': '*.*.*.*',
      'box-allow-ip': '127.0.0.1',
    }),
    ...connections.map((fields) => group('smsc', fields)),
    group('smsbox', { 'bearerbox-host': '127.0.0.1', 'sendsms-port': ports.http }),
    group('sendsms-user', { username: user, password: user, 'user-allow-ip': '127.0.0.1' }),
  ].join('\n')
}
