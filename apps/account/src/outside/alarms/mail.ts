// An alarm as a mail, through the province's own mail server.

export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>

/** `url`: smtp://user:password@host:587 or smtps://…; times in seconds. Throws where the server does not take the mail. */
export function createMail(settings: { url: string; from: string; timeout: number }): SendMail {
  const { from } = settings
  let transport: ReturnType<typeof openTransport> | undefined
  return async ({ to, subject, text }) => {
    transport ??= openTransport(settings)
    await (await transport).sendMail({ from, to, subject, text })
  }
}

// The library is loaded with the first mail: most days there is none.
async function openTransport({ url, from, timeout }: { url: string; from: string; timeout: number }) {
  const { createTransport } = await import('nodemailer')
  const milliseconds = timeout * 1000
  const transport = createTransport(url, { from })
  Object.assign(transport.options, {
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
  })
  return transport
}
