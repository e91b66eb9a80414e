// SMS gateways in their order: whether each works, what it did, by the hour; a test message.
import { Notice } from '@motcua/ui/notice.tsx'
import type { GatewayFigures, HourFigures, TestMessage } from '../../../records/gateways/figures.ts'
import type { Fleet } from '../../../records/gateways/fleet.ts'
import type { SmsAlarm } from '../../../records/gateways/alarms.ts'
import type { BreakerRow, OrderRow } from '../../../records/gateways/store.ts'
import { clock, moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { HourTable, OrderTable } from './gateway-tables.tsx'
import { gatewayLabel, words } from './messages.ts'
import { TestForm, TestResult } from './test-form.tsx'

export type GatewaysProps = {
  frame: FrameState
  order: readonly string[]
  /** Who set the order; undefined where it is the settings'. */
  chosen: OrderRow | undefined
  hasFailover: boolean
  breakers: readonly BreakerRow[]
  figures: readonly GatewayFigures[]
  hours: readonly HourFigures[]
  /** Open ones first. */
  alarms: readonly SmsAlarm[]
  fleet: Fleet
  isDone?: boolean
  test?: TestMessage | undefined
  refusal?: string
  typed?: { gateway: string; phone: string }
  errors?: Readonly<Record<string, string | undefined>>
}

/** Seconds after which the page looks again how the test fares. */
const lookAgain = 3

export function Gateways(props: GatewaysProps) {
  const { frame, order, hasFailover, alarms, hours, test, refusal } = props
  const { shell } = frame
  const say = words[shell.language]
  const isUnderWay = test?.state === 'queued' || (test?.state === 'accepted' && !test.delivered_at)
  const past = alarms.filter((alarm) => alarm.ended_at)
  return (
    <ConsoleFrame
      frame={frame}
      current="gateways"
      title={say.title}
      refreshSeconds={isUnderWay ? lookAgain : undefined}
    >
      {props.isDone ? <Notice tone="ready" heading={say.done.order} live /> : null}
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {alarms
        .filter((alarm) => !alarm.ended_at)
        .map((alarm) => (
          <Notice key={`${alarm.kind}${alarm.gateway}`} tone="stop" heading={alarmText(shell.language, alarm)}>
            {say.alarmSince(moment(shell.language, alarm.began_at))}
          </Notice>
        ))}
      {order.length === 1 ? (
        <Notice tone="care" heading={say.noSpare}>
          {say.noSpareText}
        </Notice>
      ) : null}
      <p class="prose">{order.length > 1 && !hasFailover ? say.failoverOff : say.intro}</p>
      <section class="sheet">
        <h2>{say.today}</h2>
        <OrderTable {...props} />
        <p class="small">
          {orderText(props)} {say.medianNote} {budgetText(props)}
        </p>
        {frame.mayChange && !frame.isFresh && order.length > 1 ? <p class="small">{say.needsProof}</p> : null}
      </section>
      {test ? (
        <div class="gap">
          <TestResult shell={shell} test={test} />
        </div>
      ) : null}
      {frame.mayChange ? <TestForm {...props} /> : null}
      <section class="sheet gap">
        <h2>{say.byHour}</h2>
        {hours.length === 0 ? (
          <div class="empty">
            <strong>{say.noMessages}</strong>
            {say.noMessagesText}
          </div>
        ) : (
          <HourTable shell={shell} hours={hours} />
        )}
      </section>
      {past.length > 0 ? <PastAlarms {...props} alarms={past} /> : null}
    </ConsoleFrame>
  )
}

export const alarmText = (language: 'vi' | 'en', { kind, gateway }: SmsAlarm): string =>
  words[language].alarms[kind](gatewayLabel(gateway ?? ''))

function orderText({ frame, chosen }: GatewaysProps): string {
  const { language } = frame.shell
  const say = words[language]
  return chosen ? say.orderSetBy(chosen.set_by_name ?? '', moment(language, chosen.set_at)) : say.orderFromSettings
}

function budgetText({ frame, fleet }: GatewaysProps): string {
  const { language } = frame.shell
  const say = words[language]
  const text = (amount: number) => amount.toLocaleString(language)
  const day = say.budgetDay(text(fleet.day), text(fleet.dayMost))
  return Number.isFinite(fleet.costMost) ? `${day} ${say.budgetCost(text(fleet.cost), text(fleet.costMost))}` : day
}

function PastAlarms({ frame, alarms }: GatewaysProps) {
  const { language } = frame.shell
  const say = words[language]
  return (
    <section class="sheet gap">
      <h2>{say.pastAlarms}</h2>
      <ul>
        {alarms.map((alarm) => (
          <li key={`${alarm.kind}${alarm.gateway}${alarm.began_at.getTime()}`}>
            {alarmText(language, alarm)},{' '}
            {say.alarmSpan(clock(language, alarm.began_at), clock(language, alarm.ended_at ?? alarm.began_at))}
          </li>
        ))}
      </ul>
    </section>
  )
}
