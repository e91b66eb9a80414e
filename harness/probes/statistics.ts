// Can a stranger tell two lists of times apart? Mann–Whitney: the chance that one of the first is longer than one of the second.

/** 0.5: not at all. `low` and `high`: 95 % interval (Hanley and McNeil, 1982). */
export type Auc = { auc: number; low: number; high: number }

export function aucOf(first: readonly number[], second: readonly number[]): Auc {
  const [n, m] = [first.length, second.length]
  const ranks = ranksOf([...first, ...second])
  const sum = ranks.slice(0, n).reduce((total, rank) => total + rank, 0)
  const auc = (sum - (n * (n + 1)) / 2) / (n * m)
  const q1 = auc / (2 - auc)
  const q2 = (2 * auc * auc) / (1 + auc)
  const variance = (auc * (1 - auc) + (n - 1) * (q1 - auc * auc) + (m - 1) * (q2 - auc * auc)) / (n * m)
  const half = 1.96 * Math.sqrt(Math.max(0, variance))
  return { auc, low: auc - half, high: auc + half }
}

/** Ranks from 1; equal values share theirs. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).toSorted((a, b) => a.value - b.value)
  const ranks = values.map(() => 0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end += 1
    for (let at = start; at <= end; at += 1) ranks[order[at]?.at ?? 0] = (start + end) / 2 + 1
    start = end + 1
  }
  return ranks
}
