// Warns before the session ends by itself, in every tab at once; typing and clicking count as being there.
// Without JavaScript the page's own refresh leads to the same place.
const box = document.getElementById('idle-warning')
if (box) {
  const { idle, warn, left, leave, sign } = box.dataset
  const form = box.querySelector('form')
  const ends = Date.now() + Number(left) * 1000
  const tabs = new BroadcastChannel('desk-session')
  let seen = Date.now()
  let used = seen
  let dismissed = false

  tabs.addEventListener('message', ({ data }) => {
    seen = Math.max(seen, data)
  })
  // A channel reaches this origin only; it takes no target.
  const tell = (at) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    tabs.postMessage(at)
  }
  tell(seen)

  const stay = async () => {
    const at = Date.now()
    seen = at
    const answer = await fetch(sign, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      redirect: 'manual',
    })
    if (answer.type === 'opaqueredirect') location.assign(leave)
    if (answer.ok) tell(at)
  }

  const note = () => {
    used = Date.now()
  }
  for (const kind of ['keydown', 'pointerdown', 'input']) addEventListener(kind, note, { passive: true })

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    dismissed = ends - Date.now() <= Number(warn) * 1000
    box.close()
    stay().catch(() => {})
  })
  // Closing it with Escape is being there as well.
  box.addEventListener('cancel', () => form.requestSubmit())

  const show = (isEnd, seconds) => {
    for (const part of box.querySelectorAll('[data-for]')) part.hidden = (part.dataset.for === 'end') !== isEnd
    for (const clock of box.querySelectorAll('[data-clock]'))
      clock.textContent = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
    if (!box.open) box.showModal()
  }

  const look = () => {
    // At most one sign of life a minute while the person works on this page.
    if (!box.open && used - seen > 60_000) stay().catch(() => {})
    const until = Math.min(seen + Number(idle) * 1000, ends)
    const seconds = Math.ceil((until - Date.now()) / 1000)
    const isEnd = ends <= seen + Number(idle) * 1000
    // Two seconds more, so that the server agrees.
    if (seconds <= -2) location.assign(leave)
    else if (seconds > Number(warn) || (isEnd && dismissed)) {
      if (box.open) box.close()
    } else show(isEnd, Math.max(0, seconds))
  }
  setInterval(look, 1000)
  document.addEventListener('visibilitychange', look)
  look()
}
