// "2023-07-01T00:31:05.000Z" → "07:31:05", as the phone's clock in Vietnam shows it.
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' })

export const timeOfDay = (at: string | undefined): string => (at ? clock.format(new Date(at)) : '')
