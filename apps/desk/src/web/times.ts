// Times as people read them, in the province's own time zone.
const zone = 'Asia/Ho_Chi_Minh'

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** "08:02" */
export const clock = (at: Date): string => format.format(at)
