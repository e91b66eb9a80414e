// The relying parties that the operator's settings name: registered anew at each start.
import { readFile } from 'node:fs/promises'
import type { Db } from '@motcua/db/query.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { relyingParty, saveListedParties, type RelyingParty } from './relying-parties.ts'

/** The file's list, and the desk where its origin and secret are set. Throws `SettingsRefused` with what is wrong. */
export async function registerRelyingParties(db: Db, config: Config): Promise<void> {
  const parties = [...(await partiesOfFile(config.RELYING_PARTIES_PATH)), ...deskOf(config)]
  await saveListedParties({ db, secret: config.ACCOUNT_SECRET }, parties)
}

async function partiesOfFile(path: string | undefined): Promise<RelyingParty[]> {
  if (!path) return []
  try {
    return z.array(relyingParty).parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new SettingsRefused(`RELYING_PARTIES_PATH: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function deskOf({ DESK_ORIGIN: origin, DESK_CLIENT_SECRET: secret }: Config): RelyingParty[] {
  if (!origin || !secret) return []
  return [
    relyingParty.parse({
      client_id: 'desk',
      client_secret: secret,
      name_vi: 'Một cửa điện tử',
      name_en: 'One-stop desk',
      redirect_uris: [`${origin}/account/callback`],
      post_logout_redirect_uris: [`${origin}/`],
      backchannel_logout_uri: `${origin}/account/backchannel-logout`,
      standby_traces_uri: `${origin}/account/traces`,
    }),
  ]
}
