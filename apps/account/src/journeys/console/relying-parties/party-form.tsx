// The fields of a relying party, for adding and for changing.
import { ErrorSummary, Field, TextArea } from '@motcua/ui/form.tsx'
import type { ListedParty } from '../../../provider/relying-parties.ts'
import type { FrameState } from '../frame-state.ts'
import { ProofFields } from '../proof-fields.tsx'
import { words } from './messages.ts'
import type { TypedParty } from './read-party.ts'

export type PartyFieldsProps = {
  frame: FrameState
  typed: TypedParty
  errors?: Readonly<Record<string, string | undefined>> | undefined
  /** Its id never changes after it was added. */
  isNew: boolean
}

export const nothingTyped: TypedParty = {
  client_id: '',
  name_vi: '',
  name_en: '',
  redirect_uris: '',
  post_logout_redirect_uris: '',
  backchannel_logout_uri: '',
  standby_traces_uri: '',
}

export const typedOf = (party: ListedParty): TypedParty => ({
  client_id: party.client_id,
  name_vi: party.name_vi,
  name_en: party.name_en,
  redirect_uris: party.redirect_uris.join('\n'),
  post_logout_redirect_uris: party.post_logout_redirect_uris.join('\n'),
  backchannel_logout_uri: party.backchannel_logout_uri ?? '',
  standby_traces_uri: party.standby_traces_uri ?? '',
})

export function PartyFields({ frame, typed, errors = {}, isNew }: PartyFieldsProps) {
  const { shell, isFresh } = frame
  const say = words[shell.language]
  const at = (name: keyof TypedParty) => ({ name, value: typed[name], error: errors[name] })
  return (
    <>
      <ErrorSummary shell={shell} errors={errors} />
      {isNew ? <Field {...at('client_id')} label={say.clientId} hint={say.clientIdHint} maxlength={60} /> : null}
      <Field {...at('name_vi')} label={say.nameVi} maxlength={200} />
      <Field {...at('name_en')} label={say.nameEn} maxlength={200} />
      <TextArea {...at('redirect_uris')} label={say.redirects} hint={say.redirectsHint} rows={2} />
      <TextArea {...at('post_logout_redirect_uris')} label={say.afterSignOut} hint={say.afterSignOutHint} rows={2} />
      <Field {...at('backchannel_logout_uri')} label={say.backchannel} hint={say.backchannelHint} maxlength={500} />
      <Field {...at('standby_traces_uri')} label={say.traces} hint={say.tracesHint} maxlength={500} />
      {isFresh ? null : <ProofFields shell={shell} errors={{ password: errors['password'], code: errors['code'] }} />}
    </>
  )
}
