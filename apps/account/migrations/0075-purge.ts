// What the purge needs: an index on every column by which something gets old, and rows that go without holding others back.
import { migration } from '@motcua/db/migrate.ts'

export const purge = migration(
  `alter table messages drop constraint messages_challenge_id_fkey`,
  `alter table messages add constraint messages_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete set null`,
  // A try at a gateway outlives its message: it is counted for two weeks and holds no number.
  `alter table message_sends alter column message_id drop not null`,
  `alter table message_sends drop constraint message_sends_message_id_fkey`,
  `alter table message_sends add constraint message_sends_message_id_fkey foreign key (message_id) references messages (id) on delete set null`,
  `alter table alarm_letters drop constraint alarm_letters_alarm_id_fkey`,
  `alter table alarm_letters add constraint alarm_letters_alarm_id_fkey foreign key (alarm_id) references alarms (id) on delete cascade`,
  `create index alarm_letters_alarm on alarm_letters (alarm_id)`,
  `create index messages_created on messages (created_at)`,
  `create index message_sends_refused on message_sends (sent_at) where state = 'refused'`,
  `create index reset_requests_created on reset_requests (created_at)`,
  `create index logout_notices_created on logout_notices (created_at)`,
  `create index alarms_raised on alarms (raised_at)`,
)
