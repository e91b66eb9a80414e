// The form of a reminder, and beside it who would get it, with what text. Nothing leaves before "Gửi" is pressed.
import { ErrorSummary, Field, Form, Radio } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { limits } from '../../../limits.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { CampaignAudience, CampaignScope } from '../../../records/campaigns/store.ts'
import { campaignMail, campaignSms } from '../../../web/messages/announcements.ts'
import { lackOf, LackSelect } from '../../../web/readiness-view.tsx'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { ProofFields } from '../proof-fields.tsx'
import { ScopeFields } from '../scope-fields.tsx'
import { words } from './messages.ts'
import type { CampaignErrors, TypedCampaign } from './read-campaign.ts'

export type NewCampaignProps = {
  frame: FrameState
  agencies: readonly Agency[]
  canMail: boolean
  typed: TypedCampaign
  preview?: { scope: CampaignScope; audience: CampaignAudience; key: string; origin: string } | undefined
  errors: CampaignErrors
  refusal?: string | undefined
}

export function NewCampaign(props: NewCampaignProps) {
  const { frame, refusal } = props
  const say = words[frame.shell.language]
  return (
    <ConsoleFrame frame={frame} current="campaigns" title={say.formTitle} scripts={['filter-list.js']}>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <div class="cols">
        <section class="sheet">
          <CampaignForm {...props} />
        </section>
        <Preview {...props} />
      </div>
    </ConsoleFrame>
  )
}

/** Asks by GET: a preview changes nothing. */
function CampaignForm({ frame: { shell }, agencies, canMail, typed, errors }: NewCampaignProps) {
  const say = words[shell.language]
  return (
    <form method="get" action={inLanguage(shell.language, '/console/campaigns/new')} class="opening" noValidate>
      <ErrorSummary shell={shell} errors={{ ...errors, password: undefined, code: undefined }} />
      <ScopeFields shell={shell} legend={say.scope} agencies={agencies} typed={typed} errors={errors} />
      <fieldset class="field">
        <legend>{say.lack}</legend>
        <LackSelect shell={shell} chosen={lackOf(typed.lack)} />
      </fieldset>
      <fieldset id="channel">
        <legend>{say.channel}</legend>
        <Radio name="channel" value="sms" label={say.sms} hint={say.smsHint} checked={typed.channel === 'sms'} />
        {canMail ? (
          <Radio name="channel" value="mail" label={say.mail} hint={say.mailHint} checked={typed.channel === 'mail'} />
        ) : (
          <p class="small">{say.mailOff}</p>
        )}
      </fieldset>
      <Field
        name="cap"
        type="number"
        inputmode="numeric"
        label={say.cap}
        hint={say.capHint}
        value={typed.cap}
        error={errors.cap}
      />
      <div class="actions">
        <button class="button second" type="submit">
          {say.preview}
        </button>
        <a class="button second" href={inLanguage(shell.language, '/console/campaigns')}>
          {say.back}
        </a>
      </div>
    </form>
  )
}

function Preview({ frame, typed, preview, errors }: NewCampaignProps) {
  const { shell } = frame
  const say = words[shell.language]
  if (!preview) return null
  const { audience, scope, key } = preview
  const count = audience.told.length
  const minutes = Math.ceil(count / limits.announce.perSecond / 60)
  return (
    <section class="sheet">
      <h2>{say.previewHeading}</h2>
      <p>
        <b>{say.willGet(count)}</b> {say.ofLacking(audience.lacking)}
      </p>
      <ul class="small">
        {audience.capped > 0 ? <li>{say.capped(audience.capped, scope.capDays)}</li> : null}
        {audience.unreachable > 0 ? <li>{say.unreachable[scope.channel](audience.unreachable)}</li> : null}
        {count > 0 ? <li>{say.takes(minutes)}</li> : null}
      </ul>
      <Text {...preview} shell={shell} />
      {count === 0 ? (
        <Notice tone="info" heading={say.nobody} />
      ) : (
        <Form shell={shell} action={inLanguage(shell.language, '/console/campaigns/new')}>
          {Object.entries({ ...typed, key }).flatMap(([name, value]) =>
            fieldNames.has(name)
              ? [value].flat().map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />)
              : [],
          )}
          {frame.isFresh ? null : <ProofFields shell={shell} errors={errors} />}
          <button class="button" type="submit">
            {say.send(count)}
          </button>
        </Form>
      )}
    </section>
  )
}

/** What the form carries on: never a password or code that was typed before. */
const fieldNames = new Set(['scope', 'agency', 'lack', 'channel', 'cap', 'key'])

type TextProps = NonNullable<NewCampaignProps['preview']> & { shell: NewCampaignProps['frame']['shell'] }

function Text({ scope, origin, shell }: TextProps) {
  const say = words[shell.language]
  if (scope.channel === 'sms')
    return (
      <>
        <h3>{say.text}</h3>
        <blockquote class="quoted">{campaignSms(new URL(origin).host, scope.lack)}</blockquote>
      </>
    )
  const { subject, text } = campaignMail(origin, scope.lack)
  return (
    <>
      <h3>{say.text}</h3>
      <blockquote class="quoted">
        <b>
          {say.subject}: {subject}
        </b>
        {text
          .split('\n')
          .filter(Boolean)
          .map((line) => (
            <p key={line}>{line}</p>
          ))}
      </blockquote>
    </>
  )
}
