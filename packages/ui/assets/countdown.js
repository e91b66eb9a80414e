// Counts down every [data-until] (epoch ms by the server's clock, [data-now]) and enables what waits for it.
// <span id="x" data-until="…" data-now="…">02:00</span>; [data-enable-after="#x"] on a button disables it until that one ends,
// [data-shown-after], [data-hidden-after] show and hide; <progress data-of="#x"> follows it. Without JavaScript all is there at once.
for (const clock of document.querySelectorAll('[data-until]')) {
  const skew = Date.now() - Number(clock.dataset.now)
  const end = () => Number(clock.dataset.until) + skew
  const total = end() - Date.now()
  for (const waiting of document.querySelectorAll(`[data-enable-after="#${clock.id}"]`)) waiting.disabled = true
  const tick = () => {
    const until = end()
    const left = Math.max(0, Math.round((until - Date.now()) / 1000))
    clock.textContent = `${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}`
    const meter = document.querySelector(`progress[data-of="#${clock.id}"]`)
    if (meter) meter.value = total > 0 ? Math.max(0, (until - Date.now()) / total) : 0
    if (left > 0) return
    clearInterval(timer)
    for (const waiting of document.querySelectorAll(`[data-enable-after="#${clock.id}"]`)) waiting.disabled = false
    for (const shown of document.querySelectorAll(`[data-shown-after="#${clock.id}"]`)) shown.hidden = false
    for (const gone of document.querySelectorAll(`[data-hidden-after="#${clock.id}"]`)) gone.hidden = true
  }
  const timer = setInterval(tick, 500)
  tick()
}
