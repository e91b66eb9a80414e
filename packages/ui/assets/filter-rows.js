// A field that narrows a table: <input data-filter-rows="#table" hidden> shows itself and hides rows that do not match (marks and case
// are ignored). Without JavaScript the whole table is there.
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
for (const field of document.querySelectorAll('input[data-filter-rows]')) {
  const rows = [...document.querySelectorAll(`${field.dataset.filterRows} tbody tr`)]
  field.hidden = false
  field.addEventListener('input', () => {
    const wanted = plain(field.value.trim())
    for (const row of rows) row.hidden = !plain(row.textContent).includes(wanted)
  })
}
