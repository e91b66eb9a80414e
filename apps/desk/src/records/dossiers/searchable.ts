// Text as the search compares it: small letters without marks, "Đỗ Hữu Nghĩa" → "do huu nghia".
export const searchable = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim()
