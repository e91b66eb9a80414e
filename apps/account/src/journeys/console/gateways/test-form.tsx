// A test message: its form, and how the last one fares.
import { ErrorSummary, Field, Form, Select } from '@motcua/ui/form.tsx'
import { Notice, type NoticeTone } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { TestMessage } from '../../../records/gateways/figures.ts'
import { clockSeconds } from '../../../web/times.ts'
import { ProofFields } from '../proof-fields.tsx'
import type { GatewaysProps } from './gateways.page.tsx'
import { gatewayLabel, words } from './messages.ts'

type TestFormProps = Pick<GatewaysProps, 'frame' | 'order' | 'typed' | 'errors'>

export function TestForm({ frame, order, typed, errors = {} }: TestFormProps) {
  const { shell, isFresh } = frame
  const say = words[shell.language]
  return (
    <section class="sheet narrow gap" id="test">
      <h2>{say.test}</h2>
      <p class="prose">{say.testText}</p>
      <Form shell={shell} action={inLanguage(shell.language, '/console/gateways/test')}>
        <ErrorSummary shell={shell} errors={errors} />
        <Select
          name="gateway"
          label={say.gateway}
          value={typed?.gateway ?? order[0] ?? ''}
          error={errors['gateway']}
          options={order.map((name) => ({ value: name, label: gatewayLabel(name) }))}
        />
        <Field
          name="phone"
          type="tel"
          label={say.phone}
          hint={say.phoneHint}
          value={typed?.phone}
          error={errors['phone']}
          inputmode="tel"
          maxlength={20}
        />
        {isFresh ? null : <ProofFields shell={shell} errors={{ password: errors['password'], code: errors['code'] }} />}
        <button class="button" type="submit">
          {say.send}
        </button>
      </Form>
    </section>
  )
}

const tones: Record<TestMessage['state'], NoticeTone> = {
  queued: 'info',
  accepted: 'info',
  delivered: 'ready',
  failed: 'stop',
  unknown: 'care',
}

export function TestResult({ shell, test }: { shell: Shell; test: TestMessage }) {
  const say = words[shell.language]
  const at = test.delivered_at ?? test.failed_at ?? test.accepted_at ?? test.created_at
  return (
    <Notice
      tone={tones[test.state]}
      heading={`${say.testStates[test.state]} · ${clockSeconds(shell.language, at)}`}
      live
    >
      {say.testTo(gatewayLabel(test.gateway), maskPhone(test.phone))}
      {test.error ? ` (${test.error})` : ''}
    </Notice>
  )
}
