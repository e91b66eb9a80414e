// Captchas that were used, remembered until they would have expired anyway.
import { type Db, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** True for the one caller that uses it in time. `at`: when it was made, `ripeAfter`: seconds before which it is not taken. */
export async function useCaptcha(db: Db, captcha: { id: string; at: Date; ripeAfter: number }): Promise<boolean> {
  const done = sql`insert into used_captchas (id, expires_at)
    select ${captcha.id}, clock_now() + ${limits.captcha.life} * interval '1 second'
    where ${captcha.at}::timestamptz + ${limits.captcha.life} * interval '1 second' >= clock_now()
      and ${captcha.at}::timestamptz + ${captcha.ripeAfter} * interval '1 second' <= clock_now()
    on conflict (id) do nothing`
  return (await run(db, done)) === 1
}

export const purgeCaptchas = (db: Db, count: number) =>
  run(
    db,
    sql`delete from used_captchas where ctid in (select ctid from used_captchas where expires_at < clock_now() limit ${count})`,
  )
