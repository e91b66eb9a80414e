// Words of the switches' page: what each one does.
import type { Language } from '@motcua/ui/shell.ts'
import type { PortalMode, SmsMode } from './faults.ts'

type Text = { name: string; does: string }

const vi = {
  title: 'Công tắc sự cố',
  subtitle: 'Mỗi công tắc làm hỏng một thứ, cho đến khi bạn chuyển lại về “Bình thường”.',
  portal: 'Cổng DVCQG (mô phỏng)',
  sms: 'Tổng đài tin nhắn',
  others: 'Các tổng đài khác',
  now: 'Hiện tại',
  seconds: 'Số giây',
  secondsPortal: 'Cho “Chậm”: mỗi câu trả lời đến muộn chừng này',
  secondsSms: 'Cho “Chậm”, “Đến lộn thứ tự” và “Biên nhận muộn”; để trống thì dùng số thường lệ',
  secondsWrong: 'Hãy nhập số giây từ 1 đến 600.',
  modeMissing: 'Hãy chọn một trạng thái.',
  apply: 'Áp dụng',
  allUp: 'Đưa tất cả về bình thường',
  done: 'Đã áp dụng',
  forMachines: 'Cho máy',
  portalModes: {
    up: { name: 'Bình thường', does: 'Cổng trả lời ngay, mã OTP đến nơi.' },
    slow: { name: 'Chậm', does: 'Mỗi trang và mỗi câu trả lời đến muộn số giây ghi bên dưới.' },
    refuse: { name: 'Không kết nối được', does: 'Cổng mạng đóng hẳn: mọi kết nối bị từ chối, như khi máy chủ tắt.' },
    '500': { name: 'Lỗi 500', does: 'Cổng còn đó, nhưng trang nào cũng báo lỗi hệ thống.' },
    'token-error': {
      name: 'Hỏng ở bước cuối',
      does: 'Người dùng đăng nhập được ở Cổng, nhưng khi quay về thì bước đổi mã lấy token báo lỗi.',
    },
    'no-codes': {
      name: 'Mã OTP không đến',
      does: 'Mọi trang đều chạy, nhưng không ai nhận được mã: người dùng đứng lại ở trang nhập mã, kể cả khi chọn nhanh.',
    },
    'wrong-nonce': { name: 'Sai nonce', does: 'Token trả về mang nonce khác với nonce đã gửi; bên nhận phải từ chối.' },
    'keys-rotated': {
      name: 'Đổi khóa ký',
      does: 'Cổng ký bằng khóa mới và không công bố khóa cũ nữa; bên nhận phải đọc lại khóa. Khóa mới ở lại.',
    },
    'no-id-number': { name: 'Thiếu số định danh', does: 'Cổng không trả SoDinhDanh và SoCMND.' },
  } satisfies Record<PortalMode, Text> as Record<PortalMode, Text>,
  smsModes: {
    up: { name: 'Bình thường', does: 'Tin đến ngay, biên nhận theo sau một giây.' },
    slow: { name: 'Chậm', does: 'Câu trả lời cho bên gửi và tin nhắn đều đến muộn số giây ghi bên dưới.' },
    refuse: { name: 'Từ chối', does: 'Mọi yêu cầu gửi tin bị trả về lỗi 503.' },
    drop: { name: 'Nhận rồi làm mất', does: 'Tổng đài báo đã nhận, nhưng tin không đến và không có biên nhận.' },
    duplicate: { name: 'Gửi trùng', does: 'Mỗi tin đến hai lần, biên nhận cũng hai lần.' },
    reorder: {
      name: 'Đến lộn thứ tự',
      does: 'Một tin bị giữ lại cho đến khi tin sau đến trước nó, lâu nhất là số giây ghi bên dưới (thường lệ 90).',
    },
    'no-receipt': { name: 'Không có biên nhận', does: 'Tin đến nơi, nhưng biên nhận không bao giờ đến.' },
    'late-receipt': { name: 'Biên nhận muộn', does: 'Tin đến ngay, biên nhận đến muộn số giây ghi bên dưới.' },
    undelivered: { name: 'Không tới máy', does: 'Tổng đài nhận tin, rồi báo là không chuyển được tới máy.' },
  } satisfies Record<SmsMode, Text> as Record<SmsMode, Text>,
}

const en: typeof vi = {
  title: 'Fault switches',
  subtitle: 'Each switch breaks one thing until you turn it back to “Normal”.',
  portal: 'National portal (simulated)',
  sms: 'Message gateway',
  others: 'Other gateways',
  now: 'Now',
  seconds: 'Seconds',
  secondsPortal: 'For “Slow”: every answer comes so much later',
  secondsSms: 'For “Slow” and “Out of order”; left empty, the usual number holds',
  secondsWrong: 'Type a number of seconds from 1 to 600.',
  modeMissing: 'Choose a state.',
  apply: 'Apply',
  allUp: 'Turn everything back to normal',
  done: 'Applied',
  forMachines: 'For machines',
  portalModes: {
    up: { name: 'Normal', does: 'The portal answers at once, and its codes arrive.' },
    slow: { name: 'Slow', does: 'Every page and every answer comes later by the seconds below.' },
    refuse: {
      name: 'No connection',
      does: 'Its port is closed: every connection is refused, as with a server that is off.',
    },
    '500': { name: 'Error 500', does: 'The portal is there, but every page is a system error.' },
    'token-error': {
      name: 'Fails at the last step',
      does: 'People sign in at the portal, but on the way back the token endpoint fails.',
    },
    'no-codes': {
      name: 'Codes do not arrive',
      does: 'Every page works, but nobody gets a code: people stay on the code page, also those who were picked.',
    },
    'wrong-nonce': {
      name: 'Wrong nonce',
      does: 'The token bears another nonce than the one sent; the receiver must refuse it.',
    },
    'keys-rotated': {
      name: 'Keys rotated',
      does: 'The portal signs with a new key and no longer publishes the old one; the receiver must read the keys again. The new key stays.',
    },
    'no-id-number': { name: 'No ID number', does: 'The portal tells neither SoDinhDanh nor SoCMND.' },
  },
  smsModes: {
    up: { name: 'Normal', does: 'Messages arrive at once, receipts a second later.' },
    slow: { name: 'Slow', does: 'Both the answer to the sender and the message come later by the seconds below.' },
    refuse: { name: 'Refuses', does: 'Every request to send is answered with error 503.' },
    drop: {
      name: 'Takes and loses',
      does: 'The gateway says that it took the message, but nothing arrives, and no receipt comes.',
    },
    duplicate: { name: 'Sends twice', does: 'Every message arrives twice, and so does its receipt.' },
    reorder: {
      name: 'Out of order',
      does: 'A message is held back until the next one has overtaken it, for the seconds below at most (usually 90).',
    },
    'no-receipt': { name: 'No receipt', does: 'Messages arrive, but their receipts never do.' },
    'late-receipt': {
      name: 'Late receipt',
      does: 'Messages arrive at once, their receipts later by the seconds below.',
    },
    undelivered: {
      name: 'Undelivered',
      does: 'The gateway takes the message, then reports that it could not reach the phone.',
    },
  },
}

export const words: Record<Language, typeof vi> = { vi, en }
