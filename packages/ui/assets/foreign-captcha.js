// Loads a foreign captcha's script and shows its box; where it stays away for a second, or fails, our own puzzle takes its place.
const box = document.querySelector('[data-foreign-captcha]')
const { foreignCaptcha: kind, siteKey: sitekey, action, script, field, language, patience, altcha } = box.dataset
let isOver = false

/** Rejects after a second of silence; the script may be slow, or blocked on this network. */
const inTime = (promise) =>
  Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('silent')), Number(patience) * 1000)
    }),
  ])

function load(src) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src, async: true })
    element.addEventListener('load', resolve)
    element.addEventListener('error', reject)
    document.head.append(element)
  })
}

async function showOurs() {
  if (isOver) return
  isOver = true
  const own = box.querySelector('template').content.cloneNode(true)
  box.replaceChildren(own)
  // In this order: the second one tells the first its words and its worker.
  for (const url of altcha.split(' ')) await import(url)
}

function room() {
  const place = document.createElement('div')
  box.prepend(place)
  return place
}
const options = { sitekey, 'error-callback': showOurs }

/** Its usual box is 304 px wide; it does not see the system's colours by itself. */
const appearance = () => ({
  size: box.clientWidth < 304 ? 'compact' : 'normal',
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
})

const show = {
  turnstile: () => globalThis.turnstile.render(room(), { ...options, action, language, size: 'flexible' }),
  'recaptcha-v2': () => globalThis.grecaptcha.render(room(), { ...options, ...appearance() }),
  'recaptcha-v3': keepScored,
}

/** A score is good for two minutes: it is asked for anew in time. */
async function keepScored() {
  const input = Object.assign(document.createElement('input'), { type: 'hidden', name: field })
  box.append(input)
  const score = async () => {
    input.value = await inTime(globalThis.grecaptcha.execute(sitekey, { action }))
  }
  await score()
  const again = setInterval(() => {
    score().catch(() => {
      clearInterval(again)
      return showOurs()
    })
  }, 90_000)
}

// A script from the browser's own memory may show a box that stays empty: the person can always take ours.
const ours = box.querySelector('button')
ours.addEventListener('click', () => void showOurs().then(() => box.querySelector('input')?.focus()))
ours.hidden = false

try {
  await inTime(load(script))
  if (kind !== 'turnstile') await inTime(new Promise((resolve) => globalThis.grecaptcha.ready(resolve)))
  if (!isOver) await show[kind]()
} catch {
  await showOurs()
}
