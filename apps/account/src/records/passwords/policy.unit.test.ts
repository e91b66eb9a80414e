// The password rule as a table: the memo's 8–50 with four classes, or a passphrase of 15–128 (ASVS 6.2.1, 6.2.5, 6.2.9; NIST SP 800-63B-4).
import { expect, test } from 'vitest'
import { loadBlockedPasswords } from './blocked-passwords.ts'
import { type PasswordFault, passwordFault } from './policy.ts'

const blocked = loadBlockedPasswords()
const fault = (password: string, about: string[] = []) => passwordFault(password, blocked, about)

/** Of many different characters, so that only the length decides. */
const letters = 'kỵtúzwđqõbxệhmổrgấvnjôsdíclưpyâ'
const classes = 'Zq7#'
const long = (count: number) =>
  Array.from({ length: count }, (_, at) => [...letters][(at * 7 + (at >> 4)) % 31]).join('')
const withClasses = (count: number) => classes + long(count - classes.length)

const lengths = Array.from({ length: 140 }, (_, at) => at + 4)

function expectedWithClasses(count: number): PasswordFault | null {
  if (count < 8) return 'password-short'
  return count > 128 ? 'password-long' : null
}

function expectedPlain(count: number): PasswordFault | null {
  if (count < 8) return 'password-short'
  if (count > 128) return 'password-long'
  return count < 15 ? 'password-classes' : null
}

test('with four classes: every length from 4 to 143', () => {
  for (const count of lengths) expect([count, fault(withClasses(count))]).toEqual([count, expectedWithClasses(count)])
})

test('letters only: every length from 4 to 143', () => {
  for (const count of lengths) expect([count, fault(long(count))]).toEqual([count, expectedPlain(count)])
})

const kinds = { upper: 'ZĐ', lower: 'qẽ', digit: '7٣', other: '#đ'.slice(0, 1) }
const subsets = Array.from({ length: 16 }, (_, bits) =>
  Object.values(kinds).filter((_kind, at) => (bits & (1 << at)) !== 0),
)

test('8 to 14 characters: of the sixteen sets of classes only the whole one is taken', () => {
  for (const set of subsets.filter(({ length }) => length > 0))
    for (const count of [8, 11, 14]) {
      const pool = [...set.join('')]
      const password = Array.from({ length: count }, (_, at) => pool[at % pool.length]).join('')
      const has = set.length === 4
      expect([password, fault(password) === 'password-classes']).toEqual([password, !has])
    }
})

test('length counts code points after NFC: composed and decomposed letters and emoji are one each', () => {
  const seven = 'Zq7#ệ😀đ'
  expect([...seven.normalize('NFC')]).toHaveLength(7)
  expect(fault(seven)).toBe('password-short')
  expect(fault(seven.normalize('NFD'))).toBe('password-short')
  expect(fault(`${seven}ư`)).toBeNull()
  expect(fault(`${seven}ư`.normalize('NFD'))).toBeNull()
  expect(fault(`Zq7#${'😀đêô'.repeat(31)}`)).toBeNull()
})

test.each([
  ['a space is a character like any other', 'bảy con mèo đen ngủ', null],
  ['a space alone is no special character', 'Zq7đabc xy', 'password-classes'],
  ['the commonest of the list', 'Password@123', 'password-blocked'],
  ['with letters as figures', 'P@ssw0rd123!', 'password-blocked'],
] as const)('%s', (_name, password, expected) => {
  expect(fault(password)).toBe(expected)
})

test('context words, with figures for letters and a year behind them, are refused to their person only', () => {
  const about = ['Nguyễn Thị Hạnh', 'Bình Dương', 'Một cửa']
  for (const password of ['BinhDuong@2023', 'B1nhDuong@2024', 'Hanh@Nguyen1985', 'MotCua#2023'])
    expect([password, fault(password, about)]).toEqual([password, 'password-blocked'])
})
