// A file that is read into a text field: <div hidden data-read-file="csv"> shows itself; its file input fills the field of that name.
for (const place of document.querySelectorAll('[data-read-file]')) {
  const target = document.querySelector(`[name="${place.dataset.readFile}"]`)
  const chooser = place.querySelector('input[type="file"]')
  place.hidden = false
  const read = async () => {
    const [file] = chooser.files
    if (file) target.value = await file.text()
  }
  chooser.addEventListener('change', () => void read())
}
