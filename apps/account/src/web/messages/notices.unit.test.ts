// Every notice fits one SMS with its link, also at the longest host.
import { expect, test } from 'vitest'
import { gsm7 } from '../../outside/sms/gsm7.ts'
import { happenings } from '../../records/notices/store.ts'
import { happeningText, heldSms, noticeMail, noticeSms } from './notices.ts'

const host = 'dangnhap-taikhoan.sotttt.binhduong.gov.vn'
const link = `https://${host}/vi/not-me/${'A'.repeat(22)}`

test.each(happenings)('%s fits one message in both languages, unaccented', (what) => {
  for (const language of ['vi', 'en'] as const) {
    const text = noticeSms(language, what, link)
    expect(gsm7(text)?.length ?? Infinity).toBeLessThanOrEqual(160)
    expect(text.endsWith(link)).toBe(true)
    expect(happeningText(language, what)).not.toBe('')
  }
})

test('the word to the unit administrator fits, also for a long name', () => {
  const text = heldSms('Nguyễn Phước Bảo Hoàng Công Tằng Tôn Nữ Ngọc Đoan Trang', host)
  expect(gsm7(text)?.length ?? Infinity).toBeLessThanOrEqual(160)
})

test('the mail has both languages and both links', () => {
  const { subject, text } = noticeMail('new-device', { vi: 'https://x/vi/not-me/1', en: 'https://x/en/not-me/1' })
  expect(subject).toContain('tài khoản')
  for (const part of ['https://x/vi/not-me/1', 'https://x/en/not-me/1', 'new browser', 'trình duyệt mới'])
    expect(text).toContain(part)
})
