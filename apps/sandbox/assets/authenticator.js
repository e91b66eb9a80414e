// Counts each entry's seconds down, and fetches the new codes when they are over.
const entries = [...document.querySelectorAll('[data-entry]')]

const show = async () => {
  const codes = await fetch('/api/authenticator')
    .then((answer) => answer.json())
    .catch(() => [])
  for (const entry of entries) {
    const found = codes.find(({ label }) => label === entry.dataset.entry)
    if (!found) continue
    const [code, left, meter, copy] = ['[data-code]', '[data-left]', 'progress', '[data-copy]'].map((part) =>
      entry.querySelector(part),
    )
    code.textContent = found.code
    copy.dataset.copy = found.code
    meter.value = found.seconds
    left.textContent = left.dataset.left.replace('0', String(found.seconds))
  }
}

if (entries.length) setInterval(() => void show(), 1000)
