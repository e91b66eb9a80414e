// Five-minute sums of looks and trips, so that 90 days are read in a moment and outlive their rows.
import { migration } from '@motcua/db/migrate.ts'

export const portalHealth = migration(
  `create table portal_health (
    at timestamptz primary key,
    looks int4 not null,
    failed int4 not null,
    departed int4 not null,
    fine int4 not null,
    errors int4 not null
  )`,
)
