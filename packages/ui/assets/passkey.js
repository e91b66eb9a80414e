// Asks the browser for a passkey, or to make one, and sends its answer with the form (WebAuthn).
// Without this script, or in a browser that knows no passkeys, the page says so and the button stays hidden.
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const withBytes = (keys) => keys?.map((key) => ({ ...key, id: bytesOf(key.id) }))

const ask = {
  create: ({ user, challenge, excludeCredentials, ...options }) =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytesOf(challenge),
        user: { ...user, id: bytesOf(user.id) },
        excludeCredentials: withBytes(excludeCredentials),
      },
    }),
  get: ({ challenge, allowCredentials, ...options }) =>
    navigator.credentials.get({
      publicKey: { ...options, challenge: bytesOf(challenge), allowCredentials: withBytes(allowCredentials) },
    }),
}

function answerOf({ id, rawId, type, response, authenticatorAttachment }) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
  const there = parts.filter((part) => response[part])
  return JSON.stringify({
    id,
    rawId: textOf(rawId),
    type,
    authenticatorAttachment,
    clientExtensionResults: {},
    response: {
      ...Object.fromEntries(there.map((part) => [part, textOf(response[part])])),
      transports: response.getTransports?.(),
    },
  })
}

function prepare(place) {
  const form = place.closest('form')
  const button = place.querySelector('button')
  const failed = place.querySelector('[data-passkey-failed]')
  place.querySelector('[data-passkey-without]').hidden = true
  button.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    failed.hidden = true
    try {
      form.elements.answer.value = answerOf(await ask[place.dataset.passkey](JSON.parse(place.dataset.options)))
      form.submit()
    } catch {
      failed.hidden = false
      button.disabled = false
    }
  })
}

if (window.PublicKeyCredential) for (const place of document.querySelectorAll('[data-passkey]')) prepare(place)
