// The figures as a table for people.
const round = (value, digits = 1) => value.toFixed(digits)

/** Nothing is hashed there. */
const unlessPortal = ({ door }, text) => (door === 'portal' ? '–' : text)

/** Heading, and the cell of a scenario. */
const closedColumns = [
  ['door, in flight', (s) => `${s.door}, ${s.inFlight}`],
  ['sign-ins/s', (s) => round(s.perSecond)],
  ['told that it is too busy', (s) => String(s.refused)],
  ['p50 ms', (s) => round(s.p50)],
  ['p95 ms', (s) => round(s.p95)],
  ['p99 ms', (s) => round(s.p99)],
  ['waited for the code ms', (s) => round(s.waitedMs)],
  ['app CPU ms', (s) => round(s.appCpuMs)],
  ['of it hash threads', (s) => round(s.hashThreadsMs)],
  ['of it the rest', (s) => round(s.appWithoutHashMs, 2)],
  ['database CPU ms', (s) => round(s.dbCpuMs, 2)],
  ['bare hash CPU ms', (s) => round(s.bareHashCpuMs)],
  ['bare hash/s', (s) => round(s.bareHashPerSecond)],
  ['app − bare hash + database', (s) => unlessPortal(s, round(s.everythingButTheHashMs, 2))],
  ['rest + database', (s) => round(s.ownCostMs, 2)],
  ['app ÷ bare hash', (s) => unlessPortal(s, round(s.appToHash, 2))],
  ['WAL KiB', (s) => round(s.walBytes / 1024)],
  ['RSS MiB', (s) => round(s.rssMiB, 0)],
]

const orNone = (value) => (value === undefined ? '–' : round(value, 0))

const openColumns = [
  ['come/s', (s) => round(s.offeredPerSecond)],
  ['came', (s) => String(s.came)],
  ['in', (s) => String(s.admitted)],
  ['told that it is too busy', (s) => String(s.refused)],
  ['failed', (s) => String(s.failed)],
  ['answers 5xx', (s) => String(s.serverErrors)],
  ['p50 ms', (s) => orNone(s.p50)],
  ['p95 ms', (s) => orNone(s.p95)],
  ['p99 ms', (s) => orNone(s.p99)],
  ['told within, p95 ms', (s) => orNone(s.refusedP95)],
  ['as quick as before after s', (s) => round(s.recoveredAfter)],
]

export const closedTable = (scenarios) => tableOf(closedColumns, scenarios)
export const openTable = (scenarios) => tableOf(openColumns, scenarios)

const crowdedColumns = [
  ['in flight', (s) => String(s.inFlight)],
  ['sign-ins/s', (s) => round(s.perSecond)],
  ['told that it is too busy', (s) => String(s.refused)],
  ['a page: p50 ms', (s) => orNone(s.page.p50)],
  ['a page: p99 ms', (s) => orNone(s.page.p99)],
  ['RSS MiB', (s) => round(s.rssMiB, 0)],
]
export const crowdedTable = (scenarios) => tableOf(crowdedColumns, scenarios)

const peerColumns = [
  ['side, round', (s) => s.name],
  ['sign-ins/s', (s) => round(s.perSecond)],
  ['p50 ms', (s) => round(s.p50)],
  ['app CPU ms', (s) => round(s.appCpuMs)],
  ['of it hash threads', (s) => round(s.hashThreadsMs)],
  ['of it the rest', (s) => round(s.appWithoutHashMs, 2)],
  ['database CPU ms', (s) => round(s.dbCpuMs, 2)],
  ['bare hash CPU ms', (s) => round(s.bareHashCpuMs)],
  ['app − bare hash + database', (s) => round(s.everythingButTheHashMs, 2)],
  ['rest + database', (s) => round(s.ownCostMs, 2)],
  ['of it what it uses at rest too', (s) => round(s.atRestMs, 2)],
  ['ours ÷ the peer’s', (s) => (s.ratio === undefined ? '' : round(s.ratio, 2))],
  ['WAL KiB', (s) => round(s.walBytes / 1024)],
  ['RSS MiB', (s) => round(s.rssMiB, 0)],
]

const sideColumns = [
  ['side', (s) => s.side],
  ['SQL statements', (s) => (s.statements ? round(s.statements.each) : 'not counted')],
  ['start to ready ms', (s) => round(s.startMs, 0)],
  ['RSS at ready MiB', (s) => round(s.readyMiB, 0)],
]

/** A column per round and side; then what is counted once for each side. */
export const peerTable = ({ about, rounds }) =>
  [
    tableOf(
      peerColumns,
      rounds.flatMap(({ peer, ours, ratio }, i) => [
        { ...peer, name: `peer, ${i + 1}` },
        { ...ours, name: `ours, ${i + 1}`, ratio },
      ]),
    ),
    tableOf(
      sideColumns,
      Object.entries(about).map(([side, figures]) => ({ side, ...figures })),
    ),
  ].join('\n\n')

/** A line per figure and a column per scenario: narrow enough for a terminal, and good Markdown. */
function tableOf(columns, scenarios) {
  const rows = columns.map(([name, cell]) => [name, ...scenarios.map(cell)])
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)))
  const line = (row) =>
    `| ${row.map((text, i) => (i ? text.padStart(widths[i]) : text.padEnd(widths[i]))).join(' | ')} |`
  const [heading, ...rest] = rows
  const rule = `|${widths.map((width, i) => (i ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`
  return [line(heading), rule, ...rest.map(line)].join('\n')
}

/** The statements of one sign-in, the most frequent first. */
export const statementsOf = ({ list, signIns }) =>
  list
    .map(
      ({ calls, ms, wal, query }) =>
        `${round(calls / signIns, 2).padStart(6)} × ${round(ms / calls, 3).padStart(7)} ms ${round(wal / signIns, 0).padStart(6)} B  ${query.replace(/\s+/g, ' ').slice(0, 150)}`,
    )
    .join('\n')
