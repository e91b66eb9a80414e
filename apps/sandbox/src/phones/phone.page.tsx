// One phone: its messages, newest first, the code of each in large figures.
import { inLanguage, type Language } from '@motcua/ui/shell.ts'
import { type World, WorldFrame } from '../pages/world-frame.tsx'
import { findCode } from './find-code.ts'
import { words } from './messages.ts'
import { spaced } from './number.ts'
import type { Message } from './phones.ts'
import { timeOfDay } from './time-of-day.ts'

type Props = { world: World; number: string; messages: readonly Message[] }

export function PhonePage({ world, number, messages }: Props) {
  const { language } = world.shell
  const say = words[language]
  const back = (
    <a class="button second small" href={inLanguage(language, '/phones')}>
      {say.allPhones}
    </a>
  )
  return (
    <WorldFrame
      world={world}
      here="/phones"
      title={say.phone(spaced(number))}
      subtitle={say.phoneText}
      action={back}
      scripts={['live.js']}
      refreshSeconds={5}
    >
      <div class="phone" id="live" data-events={`/phones/${number}/events`} role="log" aria-live="polite">
        {messages.length === 0 ? (
          <div class="sheet empty">
            <strong>{say.noMessages}</strong>
            {say.noMessagesText}
          </div>
        ) : null}
        {messages.toReversed().map((message, index) => (
          <Bubble key={`${message.at} ${messages.length - index}`} language={language} message={message} />
        ))}
      </div>
    </WorldFrame>
  )
}

function Bubble({ language, message }: { language: Language; message: Message }) {
  const say = words[language]
  const found = findCode(message.text)
  return (
    <article class="sheet bubble">
      <p class="row small">
        <span>{say.from(message.from)}</span>
        <time dateTime={message.at}>{timeOfDay(message.at)}</time>
      </p>
      <p class="bubble-text">{message.text}</p>
      {found ? (
        <div class="row bubble-code">
          <span>
            <small>{found.tag ? `${say.code} ${found.tag}` : say.code}</small> <b>{found.code}</b>
          </span>
          <button class="button second small" type="button" data-copy={found.code} data-copied={say.copied} hidden>
            {say.copy}
          </button>
        </div>
      ) : null}
    </article>
  )
}
