// An alarm as a mail, through the province's own mail server.
import { createTransport } from 'nodemailer'

export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>

/** `url`: smtp://user:password@host:587 or smtps://…; times in seconds. Throws where the server does not take the mail. */
export function createMail({ url, from, timeout }: { url: string; from: string; timeout: number }): SendMail {
  const milliseconds = timeout * 1000
  const transport = createTransport(url, { from })
  Object.assign(transport.options, {
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
  })
  return async ({ to, subject, text }) => {
    await transport.sendMail({ from, to, subject, text })
  }
}
