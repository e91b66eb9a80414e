// Personal numbers as pages and logs may show them.
/** "074085001234" → "074•••••1234", "281000043" → "281•••043". */
export function maskIdNumber(idNumber: string): string {
  const tail = idNumber.length >= 12 ? 4 : 3
  return `${idNumber.slice(0, 3)}${'•'.repeat(Math.max(0, idNumber.length - 3 - tail))}${idNumber.slice(-tail)}`
}

/** "+84901234926" → "••• ••• 926", whose spaces break no line. */
export const maskPhone = (phone: string): string => `•••\u{a0}•••\u{a0}${phone.slice(-3)}`
