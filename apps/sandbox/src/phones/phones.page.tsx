// All phones with their newest message, and a box to open any number.
import { Field, Form } from '@motcua/ui/form.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { type World, WorldFrame } from '../pages/world-frame.tsx'
import { words } from './messages.ts'
import { spaced } from './number.ts'
import type { Phone } from './phones.ts'
import { timeOfDay } from './time-of-day.ts'

type Props = { world: World; phones: readonly Phone[]; number?: string; error?: string }

export function Phones({ world, phones, number, error }: Props) {
  const { shell } = world
  const say = words[shell.language]
  return (
    <WorldFrame
      world={world}
      here="/phones"
      title={say.title}
      subtitle={say.subtitle}
      scripts={['live.js']}
      refreshSeconds={15}
    >
      <div class="cols">
        <section class="sheet tight" id="live" data-events="/phones/events">
          {phones.length ? <PhoneTable world={world} phones={phones} /> : <NoPhones world={world} />}
        </section>
        <section class="sheet">
          <Form shell={shell} action={inLanguage(shell.language, '/phones')}>
            <Field
              name="number"
              type="tel"
              label={say.number}
              hint={say.numberHint}
              value={number}
              error={error}
              inputmode="tel"
              maxlength={20}
            />
            <button class="button" type="submit">
              {say.open}
            </button>
          </Form>
        </section>
      </div>
    </WorldFrame>
  )
}

function PhoneTable({ world: { shell }, phones }: Pick<Props, 'world' | 'phones'>) {
  const say = words[shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{say.number}</th>
          <th scope="col">{say.newest}</th>
          <th scope="col">{say.time}</th>
        </tr>
      </thead>
      <tbody>
        {phones.map(({ number, messages }) => (
          <tr key={number}>
            <td>
              <a class="number" href={inLanguage(shell.language, `/phones/${number}`)}>
                {spaced(number)}
              </a>
            </td>
            <td>
              <small>{messages.at(-1)?.from}</small> {messages.at(-1)?.text}
            </td>
            <td>{timeOfDay(messages.at(-1)?.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NoPhones({ world: { shell } }: Pick<Props, 'world'>) {
  const say = words[shell.language]
  return (
    <div class="empty">
      <strong>{say.noPhones}</strong>
      {say.noPhonesText}
    </div>
  )
}
