// When an officer who is not ready asked to be left alone until tomorrow.
import { migration } from '@motcua/db/migrate.ts'

export const reminders = migration(`alter table accounts add column remind_after timestamptz`)
