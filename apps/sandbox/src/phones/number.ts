// Phone numbers in any usual spelling → the one that the sandbox keeps: 0901234926.
/** Null for what is no Vietnamese number of ten digits; landlines too may stand in a test. */
export function readNumber(typed: string): string | null {
  const text = typed.replace(/[\s.\-()]/g, '').replace(/^(\+84|0084|84(?=\d{9}$))/, '0')
  return /^0\d{9}$/.test(text) ? text : null
}

/** "0901234926" → "0901 234 926" */
export const spaced = (number: string): string => `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}`

/** Only mobiles get messages from a gateway. */
export const isMobile = (number: string): boolean => /^0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/.test(number)
