// Shows the print button, which needs a script; without one the browser's own menu prints the page.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
