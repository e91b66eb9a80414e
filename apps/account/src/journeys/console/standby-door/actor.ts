// Who opens or closes: an administrator at the console, one at the server's command line, or the emergency command.
export type DoorActor = {
  /** Null only for the emergency command: it has no account behind it. */
  accountId: string | null
  name: string
  via: 'console' | 'cli' | 'break-glass'
}
