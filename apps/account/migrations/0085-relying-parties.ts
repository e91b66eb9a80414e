// Who registered a relying party: the operator's settings, or an administrator at the console; and who stopped it.
import { migration } from '@motcua/db/migrate.ts'

export const relyingParties = migration(
  `alter table relying_parties add column source text not null default 'settings' check (source in ('settings', 'console'))`,
  `alter table relying_parties add column disabled_by uuid references accounts (id)`,
)
