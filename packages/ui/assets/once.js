// A form is sent once: at the second click of a double click the browser would drop the first answer, with the cookies it brings.
const soon = 3000

addEventListener('submit', (event) => {
  const { dataset } = event.target
  // Held back by another script, which sends it itself later on.
  if (event.defaultPrevented) return
  if (dataset.sent) return event.preventDefault()
  dataset.sent = 'yes'
  setTimeout(() => delete dataset.sent, soon)
})

// The back button may show the page as it was left.
addEventListener('pageshow', () => {
  for (const { dataset } of document.forms) delete dataset.sent
})
