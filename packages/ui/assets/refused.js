// A refused form's page stands at its POST address: reload and back would ask to send it again, and count a wrong code twice.
// The page is shown by GET too, at the address that the language menu knows. What the server gave back of what was typed, so no password and
// no code, stays with this page in the tab's history and is put in again.
const { responseStatus: status = 0 } = performance.getEntriesByType('navigation')[0] ?? {}
const shownAt = document.querySelector(`.menu a[hreflang="${document.documentElement.lang}"]`)
const isRefused = status > 400 && status < 500 && status !== 404

// Whose account it was is nobody else's business at a machine that several people use.
const never = '[type=hidden], [type=password], [type=file], [autocomplete=username], altcha-widget *'
const fields = [...document.querySelectorAll('main :is(input, select, textarea)[name]')].filter(
  (field) => !field.matches(never),
)

if (isRefused && shownAt) {
  const typed = fields.map(({ name, value, checked }) => ({ name, value, checked }))
  history.replaceState({ typed }, '', shownAt.href)
} else {
  const { typed = [] } = history.state ?? {}
  const isSameForm = typed.length === fields.length && typed.every(({ name }, i) => name === fields[i].name)
  if (isSameForm) for (const [i, { value, checked }] of typed.entries()) Object.assign(fields[i], { value, checked })
}
