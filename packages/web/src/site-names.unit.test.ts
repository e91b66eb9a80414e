import { expect, test } from 'vitest'
import { siteNames } from './site-names.ts'

const usual = {
  SYSTEM_NAME: 'HỆ THỐNG MỘT CỬA ĐIỆN TỬ\nTỈNH BÌNH DƯƠNG',
  SHORT_NAME: 'Một cửa',
  PLACE_NAME: 'tỉnh Bình Dương',
}

test('the usual names are English on English pages', () => {
  expect(siteNames(usual)).toMatchObject({
    shortName: 'Một cửa',
    english: { shortName: 'One-stop', place: 'Bình Dương Province' },
  })
})

test('a province’s own name stays as it is until its English one is set', () => {
  const own = { ...usual, PLACE_NAME: 'tỉnh Cà Mau' }
  expect(siteNames(own).english.place).toBe('tỉnh Cà Mau')
  expect(siteNames({ ...own, PLACE_NAME_EN: 'Cà Mau Province' }).english.place).toBe('Cà Mau Province')
})
