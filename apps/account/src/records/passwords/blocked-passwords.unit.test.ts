// The block-list: its size and order, the spellings it sees through, the owner's own words, and what it lets pass.
import { describe, expect, it } from 'vitest'
import { isBlocked, loadBlockedPasswords } from './blocked-passwords.ts'

const list = loadBlockedPasswords()
const entries = list.lines.toString().trimEnd().split('\n')
const owner = ['Nguyễn Thị Hạnh', 'Bình Dương', 'Một cửa', '2023', '074185001234', '+84901234926', '1985-03-14']
const blocked = (password: string, words: string[] = []) => isBlocked(list, password, words)

describe('the list', () => {
  it('has 100,000 different entries of 8 characters or more, in byte order', () => {
    expect(new Set(entries).size).toBe(100_000)
    expect(entries.every((entry) => entry.length >= 8 && entry === entry.toLowerCase().normalize('NFC'))).toBe(true)
    expect(
      entries.every((entry, i) => i === 0 || Buffer.compare(Buffer.from(entries[i - 1] ?? ''), Buffer.from(entry)) < 0),
    ).toBe(true)
  })

  it('finds every one of its entries, the first and the last too, and nothing between them', () => {
    const missed = entries.filter((entry) => !blocked(entry))
    expect(missed).toEqual([])
    expect(blocked(entries[0] ?? '')).toBe(true)
    expect(blocked(entries.at(-1) ?? '')).toBe(true)
    const known = new Set(entries)
    const between = entries.filter((_, i) => i % 97 === 0).map((entry) => `${entry}~Kq7w`)
    expect(between.filter((entry) => !known.has(entry) && blocked(entry))).toEqual([])
  })

  it('is read once', () => {
    expect(loadBlockedPasswords()).toBe(list)
  })
})

describe('refused', () => {
  it.each([
    'Abc@1234',
    'Aa@123456',
    'Admin@123',
    'P@ssw0rd',
    'P@ssw0rd@123',
    'Matkhau@123',
    'M@tKh4u@123',
    'Mật khẩu@123',
    'Anhyeuem@2024',
    'Qwerty@123',
    '1qaz@WSX',
    '!QAZ2wsx',
    'Motcua@2025',
    'Vietnam@123',
    'Viettel@123',
    'Hung@1985',
    'độc lập tự do hạnh phúc',
    'Cộng hòa xã hội chủ nghĩa Việt Nam',
    'qwertyuiopasdfghjkl',
  ])('a password that is tried first: %s', (password) => {
    expect(blocked(password)).toBe(true)
  })

  it.each(['111111111111111', '123456789012345', 'Ab1!Ab1!Ab1!', 'matkhau@123matkhau@123', 'haha haha haha haha'])(
    'a repetition: %s',
    (password) => {
      expect(blocked(password)).toBe(true)
    },
  )

  it.each([
    'Hạnh@140385',
    'H@nh#140385!',
    'NguyenThiHanh#1',
    'nguyễn thị hạnh bình dương',
    'Nth@19850314',
    'BinhDuong#7744',
    'B1nhDu0ng#7744',
    'BìnhDương_2023_Hạnh!',
    'MotCua#7744',
    'Xy!0901234926',
    'Qz#074185001234',
    'Xy!84901234926zz',
  ])("a password of the owner's own words: %s", (password) => {
    expect(blocked(password, owner)).toBe(true)
  })
})

describe('taken', () => {
  it.each([
    'Tr0i-xanh!7',
    'gạo trắng nước trong về làng',
    'Hạnh mua ba cân xoài chín',
    'Bình minh trên dòng Sài Gòn 5h',
    'vX9#kd2Lq!',
    'Khoai-lang_nướng27',
    'correct horse battery staple',
  ])('%s', (password) => {
    expect(blocked(password, owner)).toBe(false)
  })

  it('the words of another person', () => {
    expect(blocked('Hanhph!140385', ['Phạm Quốc Huy'])).toBe(false)
  })

  it('no context words, or empty ones, block nothing', () => {
    expect(blocked('vX9#kd2Lq!', ['', ' ', '-', 'x'])).toBe(false)
  })
})

it('names that overlap do not make it slow', () => {
  const start = performance.now()
  expect(blocked(`${'an'.repeat(60)}zq!7`, ['An', 'Na', 'Ana', 'Nan', 'Anan', 'Nana'])).toBe(false)
  expect(performance.now() - start).toBeLessThan(200)
})
