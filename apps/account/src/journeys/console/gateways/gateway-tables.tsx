// The two tables of the page of gateways: in order with their state, and by the hour.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { GatewayFigures, HourFigures } from '../../../records/gateways/figures.ts'
import type { BreakerRow } from '../../../records/gateways/store.ts'
import { clock, clockSeconds } from '../../../web/times.ts'
import type { GatewaysProps } from './gateways.page.tsx'
import { gatewayLabel, words } from './messages.ts'

type OrderTableProps = Pick<GatewaysProps, 'frame' | 'order' | 'breakers' | 'figures'>

export function OrderTable({ frame, order, breakers, figures }: OrderTableProps) {
  const { shell, mayChange } = frame
  const say = words[shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.gateway}</th>
          <th>{say.state}</th>
          <FigureHeads shell={shell} />
          <th>{say.order}</th>
        </tr>
      </thead>
      <tbody>
        {order.map((name, index) => (
          <tr key={name}>
            <td>
              <b>{gatewayLabel(name)}</b>
            </td>
            <td>
              <BreakerChip shell={shell} breaker={breakers.find(({ gateway }) => gateway === name)} />
            </td>
            <FigureCells shell={shell} figures={figures.find(({ gateway }) => gateway === name)} />
            <td data-label={say.order}>
              {index === 0 ? say.first : null}
              {index > 0 && mayChange ? (
                <Form shell={shell} action={inLanguage(shell.language, '/console/gateways')}>
                  <input type="hidden" name="seen" value={order.join(',')} />
                  <button class="button second small" type="submit" name="first" value={name}>
                    {say.makeFirst}
                    <span class="visually-hidden"> {gatewayLabel(name)}</span>
                  </button>
                </Form>
              ) : null}
              {index > 0 && !mayChange ? String(index + 1) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function HourTable({ shell, hours }: { shell: Shell; hours: readonly HourFigures[] }) {
  const say = words[shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.hour}</th>
          <th>{say.gateway}</th>
          <FigureHeads shell={shell} />
        </tr>
      </thead>
      <tbody>
        {hours.map((row) => (
          <tr key={`${row.hour.getTime()}${row.gateway}`}>
            <td>{clock(shell.language, row.hour)}</td>
            <td>{gatewayLabel(row.gateway)}</td>
            <FigureCells shell={shell} figures={row} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const tones: Record<'closed' | 'half-open' | 'open', ChipTone> = { closed: 'ready', 'half-open': 'care', open: 'stop' }

function BreakerChip({ shell, breaker }: { shell: Shell; breaker: BreakerRow | undefined }) {
  const say = words[shell.language]
  const state = breaker ? (breaker.is_open ? 'open' : 'half-open') : 'closed'
  return (
    <>
      <Chip tone={tones[state]} dot>
        {say.breakers[state]}
      </Chip>
      {breaker?.is_open ? <small> {say.openUntil(clockSeconds(shell.language, breaker.open_until))}</small> : null}
    </>
  )
}

function FigureHeads({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <>
      <th class="num">{say.accepted}</th>
      <th class="num">{say.delivered}</th>
      <th class="num">{say.entered}</th>
      <th class="num">{say.failed}</th>
      <th class="num">{say.median}</th>
      <th class="num">{say.cost}</th>
    </>
  )
}

const none: Omit<GatewayFigures, 'gateway'> = {
  accepted: 0,
  delivered: 0,
  failed: 0,
  codes: 0,
  entered: 0,
  median: null,
  cost: 0,
}

function FigureCells({
  shell,
  figures = { gateway: '', ...none },
}: {
  shell: Shell
  figures: GatewayFigures | undefined
}) {
  const say = words[shell.language]
  const { accepted, delivered, codes, entered, failed, median, cost } = figures
  const seconds =
    median === null ? '–' : say.seconds(median.toLocaleString(shell.language, { maximumFractionDigits: 1 }))
  return (
    <>
      <td class="num" data-label={say.accepted}>
        {accepted}
      </td>
      <td class="num" data-label={say.delivered}>
        {delivered}
      </td>
      <td class="num" data-label={say.entered}>
        {codes > 0 ? `${entered}/${codes}` : '–'}
      </td>
      <td class="num" data-label={say.failed}>
        {failed}
      </td>
      <td class="num" data-label={say.median}>
        {seconds}
      </td>
      <td class="num" data-label={say.cost}>
        {cost > 0 ? say.dong(cost.toLocaleString(shell.language)) : '–'}
      </td>
    </>
  )
}
