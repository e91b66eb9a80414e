// A field that narrows a long list of checkboxes: <input data-filter="#list" hidden> shows itself, hides labels that do not match
// (marks and case are ignored) and opens the groups that have a match. Without JavaScript the whole list is there.
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
for (const field of document.querySelectorAll('input[data-filter]')) {
  const groups = [...document.querySelectorAll(`${field.dataset.filter} details`)]
  const wasOpen = groups.map((group) => group.open)
  field.hidden = false
  field.addEventListener('input', () => {
    const wanted = plain(field.value.trim())
    for (const [index, group] of groups.entries()) {
      const whole = plain(group.querySelector('summary').textContent).includes(wanted)
      let found = 0
      for (const label of group.querySelectorAll('label')) {
        label.hidden = !whole && !plain(label.textContent).includes(wanted)
        if (!label.hidden) found += 1
      }
      group.hidden = found === 0
      group.open = wanted === '' ? wasOpen[index] : found > 0
    }
  })
  // Enter must not send the form from here.
  field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())
}
