// What the report of a period says, as headings, sentences and tables: the page and the PDF print the same.
import type { Language } from '@motcua/ui/shell.ts'
import type { Issuer } from '../../../report-settings.ts'
import type { Evidence, ProbeError, ProbeKind, Word } from '../../../records/portal-watch/seen.ts'
import type { Reconciled } from '../../../records/reconciliation/standings.ts'
import type { Course, Extended } from '../../../records/standby/course.ts'
import type { Figures } from '../../../records/standby/report.ts'
import type { Period } from '../../../records/standby/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { portalWords, probeErrors, probeKinds, reasonText } from '../../../web/messages/verdict.ts'
import { clock, clockSeconds, day, moment } from '../../../web/times.ts'
import { spanText } from '../span-text.ts'
import { words } from './messages.ts'

export type Column = {
  label: string
  isNumber?: boolean
  /** Of the table's width, 0 to 1; what is left is shared by the others. */
  share?: number
}
export type ReportTable = { columns: readonly Column[]; rows: readonly (readonly string[])[] }
export type ReportSection = { title: string; text?: readonly string[]; table?: ReportTable }

export type ReportText = {
  issuer: Issuer
  madeAt: Date
  about: string
  intro: string
  sections: readonly ReportSection[]
  closing: string
}

export type ReportFacts = {
  period: Period
  /** For whom, in words. */
  scope: string
  extensions: readonly Extended[]
  report: { figures: Figures; course: Course; made_at: Date }
  reconciled: Reconciled
  issuer: Issuer
}

export function reportTextOf(language: Language, facts: ReportFacts): ReportText {
  const { period, report, issuer } = facts
  const say = words[language]
  const span = [clock(language, period.opened_at), clock(language, endOf(period))] as const
  return {
    issuer,
    madeAt: report.made_at,
    about: say.about(day(language, period.opened_at), ...span),
    intro: say.intro,
    sections: [
      courseSection(language, facts),
      results(language, report.figures),
      byAgency(language, report.figures),
      refused(language, report.figures),
      ...reconciliation(language, facts.reconciled),
    ],
    closing: `${say.closing}${say.end}`,
  }
}

/** A lapsed one ended at its time, however late the keeper wrote it down. */
const endOf = ({ closed_at, until }: Period): Date => (closed_at && closed_at < until ? closed_at : until)

/** The service itself, where no person did it. */
const whoIn = (language: Language, name: string | null, policyId: string | null): string =>
  name ?? (policyId ? words[language].automatic : words[language].emergency)

type Event = { at: Date; text: string }

function courseSection(language: Language, facts: ReportFacts): ReportSection {
  const say = words[language]
  const { period } = facts
  const events = [...beforeOpening(language, facts.report.course), ...whileOpen(language, facts)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  )
  const opened = day(language, period.opened_at)
  const timeOf = (at: Date) =>
    day(language, at) === opened ? clockSeconds(language, at) : `${clockSeconds(language, at)} ${day(language, at)}`
  const nobody = facts.report.figures.first_in === null ? [say.nobody] : []
  return {
    title: say.course,
    table: {
      columns: [{ label: say.at, share: 0.2 }, { label: say.event }],
      rows: events.map(({ at, text }) => [timeOf(at), text]),
    },
    text: nobody,
  }
}

function beforeOpening(language: Language, { first_fault: fault, verdict }: Course): Event[] {
  const say = words[language]
  const { probe, error } = fault ?? {}
  const faultText =
    probe && error
      ? say.faultLook(probeKinds[language][probe as ProbeKind], probeErrors[language][error as ProbeError])
      : say.faultPeople
  return [
    ...(fault ? [{ at: new Date(fault.at), text: faultText }] : []),
    ...(verdict ? [{ at: new Date(verdict.at), text: say.verdict(portalWords[language][verdict.word as Word]) }] : []),
  ]
}

function whileOpen(language: Language, facts: ReportFacts): Event[] {
  const say = words[language]
  const { period, extensions, report } = facts
  const first = report.figures.first_in ? new Date(report.figures.first_in) : null
  const firstAfter = first ? spanText(language, (first.getTime() - period.opened_at.getTime()) / 1000) : ''
  return [
    { at: period.opened_at, text: openingText(language, facts) },
    ...(first ? [{ at: first, text: say.first(firstAfter) }] : []),
    ...extensions.map(({ opened_at: at, opened_by_name: name, policy_id: policy, until }) => ({
      at,
      text: say.extended(whoIn(language, name, policy), clock(language, until)),
    })),
    { at: endOf(period), text: closingText(language, period) },
  ]
}

function openingText(language: Language, { period, scope }: ReportFacts): string {
  const say = words[language]
  const who = whoIn(language, period.opened_by_name, period.policy_id)
  const evidence = (period.verdict?.evidence ?? []).map((one) => reasonText(language, one as Evidence)).join(' ')
  return [
    say.opened(who, `${scope.charAt(0).toLowerCase()}${scope.slice(1)}`, clock(language, period.until)),
    `${say.reason}: ${period.reason.replace(/\.$/, '')}.`,
    evidence && `${say.evidence}: ${evidence}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function closingText(language: Language, period: Period): string {
  const say = words[language]
  if (period.close_reason === 'lapsed' || period.close_reason === null) return say.lapsed
  const who = whoIn(language, period.closed_by_name, period.policy_id)
  return `${say.closed(who)} ${say.closeReason}: ${period.close_reason.replace(/\.$/, '')}.`
}

function results(language: Language, figures: Figures): ReportSection {
  const say = words[language]
  const median = figures.median_seconds
  const rows: [string, string][] = [
    [say.covered, String(figures.covered)],
    [say.signedIn, String(figures.signed_in)],
    [say.median, median === null ? say.none : say.seconds(Math.round(median))],
    [say.sent, String(figures.codes.sent)],
    [say.accepted, String(figures.codes.accepted)],
    [say.delivered, String(figures.codes.delivered)],
    [say.entered, String(figures.codes.entered)],
  ]
  const columns = [{ label: say.figure }, { label: say.value, isNumber: true, share: 0.2 }]
  return { title: say.results, table: { columns, rows } }
}

function byAgency(language: Language, { agencies }: Figures): ReportSection {
  const say = words[language]
  if (agencies.length === 0) return { title: say.byAgency, text: [say.noAgency] }
  const rows = agencies.map((agency) => [nameIn(language, agency), String(agency.officers), String(agency.signed_in)])
  const columns = [
    { label: say.agency },
    { label: say.officers, isNumber: true, share: 0.2 },
    { label: say.inCount, isNumber: true, share: 0.2 },
  ]
  return { title: say.byAgency, table: { columns, rows } }
}

function refused(language: Language, figures: Figures): ReportSection {
  const say = words[language]
  if (figures.refused.length === 0) return { title: say.refused, text: [say.noneRefused] }
  const rows = figures.refused.map(({ why, count }) => [say.reasons[why] ?? why, String(count)])
  const columns = [{ label: say.why }, { label: say.count, isNumber: true, share: 0.2 }]
  return { title: say.refused, table: { columns, rows } }
}

/** How many came back through the portal by now; nothing to say where nobody came in. */
function reconciliation(language: Language, reconciled: Reconciled): ReportSection[] {
  const say = words[language]
  const { officers, confirmed, waiting, unconfirmed, mismatched, reviewed, due_at: due, now } = reconciled
  if (officers === 0) return []
  const text = [
    say.confirmed(moment(language, now), confirmed, officers),
    waiting > 0 && due ? say.waitingPortal(waiting, day(language, due)) : '',
    unconfirmed > 0 ? say.unconfirmed(unconfirmed) : '',
    mismatched > 0 ? say.mismatched(mismatched) : '',
    unconfirmed + mismatched > 0 ? say.reviewed(reviewed, unconfirmed + mismatched) : '',
  ]
  return [{ title: say.reconciliation, text: [text.filter(Boolean).join(' ')] }]
}
