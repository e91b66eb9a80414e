// Keeps the reception form as a draft: every 20 s where something changed, and when the page is left.
const form = document.getElementById('reception')
const state = document.querySelector('[data-draft-state]')
const choose = document.querySelector('[data-choose]')
const every = 20_000
const text = () => new URLSearchParams(new FormData(form)).toString()

// Choosing is enough: the button is for browsers without scripts.
choose.hidden = true

let saved = text()
let leaving = false

async function save() {
  const now = text()
  // Saving counts as a sign of life, so it happens only where somebody typed.
  if (leaving || now === saved) return
  const answer = await fetch(choose.formAction, {
    method: 'POST',
    body: `${now}&do=save`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'error',
    keepalive: true,
  })
  if (!answer.ok) return
  saved = now
  if (state) state.textContent = `${state.dataset.draftState} ${new Date().toTimeString().slice(0, 5)}`
}

const quietly = () => save().catch(() => {})

form.addEventListener('submit', () => {
  leaving = true
})
form.addEventListener('change', (event) => {
  if (event.target.id === 'procedure') form.requestSubmit(choose)
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void quietly()
})
setInterval(() => void quietly(), every)
