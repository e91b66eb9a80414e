// Vietnamese without its marks: letters that every phone shows and that count once in an SMS.
export const unaccented = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\n\x20-\x7e]/g, '')
