// What messages cost, and alarms before the ceiling and where no gateway is left. Alarms of administrators are messages of their own kind.
import { migration } from '@motcua/db/migrate.ts'

export const gatewayCosts = migration(
  // cost: VND by the price set at that time; null before it was known.
  `alter table message_sends add column cost int4`,
  // The day's sum is read from the index alone.
  `drop index message_sends_time`,
  `create index message_sends_time on message_sends (sent_at) include (cost) where state <> 'refused'`,
  `alter table sms_alarms drop constraint sms_alarms_kind_check`,
  `alter table sms_alarms add constraint sms_alarms_kind_check check (kind in ('breaker', 'dead', 'entered', 'budget-soon', 'budget'))`,
  `alter table messages drop constraint messages_kind_check`,
  `alter table messages add constraint messages_kind_check check (kind in ('code', 'notice', 'alarm', 'test'))`,
)
