// Renews the state of a code ("the carrier has it", "it reached your phone") without touching what is being typed.
const list = document.querySelector('#code-state')
let tries = 0
const look = async () => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('#code-state')
  if (!fresh) return
  list.replaceChildren(...fresh.childNodes)
  list.dataset.settled = fresh.dataset.settled
  const [clock, freshClock] = [document.querySelector('#expiry'), page.querySelector('#expiry')]
  if (clock && freshClock) clock.dataset.until = freshClock.dataset.until
}
const timer = setInterval(() => {
  tries += 1
  if (list?.dataset.settled === 'yes' || tries > 60 || !list) return clearInterval(timer)
  void look()
}, 2000)
