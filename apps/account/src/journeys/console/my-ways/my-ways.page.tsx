// An administrator's own passkeys, and the app beside them.
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Passkey } from '../../../records/factors/passkey-store.ts'
import type { Ways } from '../../../records/factors/ways.ts'
import { day, moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'

type MyWaysProps = { frame: FrameState; ways: Ways; done?: 'added' | 'removed' | undefined }

export function MyWays({ frame, ways, done }: MyWaysProps) {
  const { shell } = frame
  const say = words[shell.language]
  const { authenticator, passkeys } = ways
  return (
    <ConsoleFrame
      frame={frame}
      current="my-ways"
      title={say.title}
      action={
        <a class="button" href={inLanguage(shell.language, '/console/my-ways/passkeys/new')}>
          {say.add}
        </a>
      }
    >
      {done ? <Notice tone="ready" heading={say.done[done]} live /> : null}
      <p>{say.intro}</p>
      <div class="stack">
        <section class="sheet narrow">
          <h2>{say.passkeys}</h2>
          {passkeys.length === 0 ? (
            <div class="empty">
              <strong>{say.none}</strong>
              {say.noneText}
            </div>
          ) : (
            <ul class="list plain">
              {passkeys.map((passkey) => (
                <Row key={passkey.id} frame={frame} passkey={passkey} />
              ))}
            </ul>
          )}
        </section>
        <section class="sheet narrow">
          <h2>{say.app}</h2>
          <p>{authenticator ? say.appDone(day(shell.language, authenticator.created_at)) : say.appNone}</p>
          <p class="small">{say.appText}</p>
        </section>
      </div>
    </ConsoleFrame>
  )
}

function Row({ frame: { shell }, passkey }: { frame: FrameState; passkey: Passkey }) {
  const say = words[shell.language]
  return (
    <li>
      <span class="who-cell">
        <b>{passkey.name}</b>
        <small>
          {say.addedOn(day(shell.language, passkey.created_at))} ·{' '}
          {passkey.used_at ? say.usedOn(moment(shell.language, passkey.used_at)) : say.unused}
        </small>
      </span>
      <a
        class="button danger small"
        aria-label={say.removeOne(passkey.name)}
        href={inLanguage(shell.language, `/console/my-ways/passkeys/${passkey.id}/remove`)}
      >
        {say.remove}
      </a>
    </li>
  )
}
