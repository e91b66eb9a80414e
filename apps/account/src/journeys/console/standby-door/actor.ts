// Who opens or closes: an administrator at the console or the server's command line, the emergency command, or an agreed policy.
export type DoorActor =
  | { accountId: string; name: string; via: 'console' | 'cli' }
  /** No account stands behind these two. */
  | { accountId: null; name: string; via: 'break-glass' }
  | { accountId: null; name: string; via: 'policy'; policyId: string }
