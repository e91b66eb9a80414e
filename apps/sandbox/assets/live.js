// Renews #live whenever its stream says that something arrived, and lets [data-copy] buttons copy.
const live = document.querySelector('#live[data-events]')

const renew = async () => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#live')
  if (!fresh) return
  live.replaceChildren(...fresh.childNodes)
  showCopies()
}

// The stream opens anew by itself after a break; what was missed meanwhile is fetched then.
if (live) {
  let isFirst = true
  const events = new EventSource(live.dataset.events)
  events.addEventListener('message', () => void renew())
  events.addEventListener('open', () => {
    if (!isFirst) void renew()
    isFirst = false
  })
}

const showCopies = () => {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false
}

const copy = async (button) => {
  await navigator.clipboard.writeText(button.dataset.copy)
  const { textContent } = button
  button.textContent = button.dataset.copied
  setTimeout(() => {
    button.textContent = textContent
  }, 1500)
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null
  if (button) void copy(button)
})

showCopies()
