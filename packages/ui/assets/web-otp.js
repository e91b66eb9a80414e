// Takes the code out of the message where the browser can (WebOTP) and the message ends with "@host #code"; elsewhere nothing happens.
const field = document.querySelector('input[autocomplete="one-time-code"]')
if (field && 'OTPCredential' in globalThis) {
  const leaving = new AbortController()
  field.form.addEventListener('submit', () => leaving.abort())
  try {
    const { code } = await navigator.credentials.get({ otp: { transport: ['sms'] }, signal: leaving.signal })
    if (field.value === '') field.value = code
    field.focus()
  } catch {
    // Refused, or typed by hand before the message came: the field works without.
  }
}
