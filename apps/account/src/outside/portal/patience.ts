// How long a look waits: only while this thread runs. What came while it stood still could not be read, and is no fault of the portal's.

const tick = 100

export type Patience = {
  /** Aborts (TimeoutError) when the thread has run for the whole time. */
  signal: AbortSignal
  /** Milliseconds that the thread stood still so far: how much later than asked its own timer came. */
  stood: () => number
  end: () => void
}

/** `time`: ms. */
export function startPatience(time: number): Patience {
  const control = new AbortController()
  const started = performance.now()
  let [last, stood] = [started, 0]
  const lateBy = (now: number) => Math.max(0, now - last - tick)
  const timer = setInterval(() => {
    const now = performance.now()
    stood += lateBy(now)
    last = now
    if (now - started - stood >= time) control.abort(new DOMException('no answer in time', 'TimeoutError'))
  }, tick)
  return { signal: control.signal, stood: () => stood + lateBy(performance.now()), end: () => clearInterval(timer) }
}
