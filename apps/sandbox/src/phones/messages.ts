// Words of the phones' pages.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Điện thoại',
  subtitle: 'Chọn một số để đọc tin nhắn; tin mới hiện ra ngay.',
  number: 'Số điện thoại',
  numberHint: 'Ví dụ 0901 234 926 hoặc +84 901 234 926',
  open: 'Mở điện thoại',
  unreadable: 'Hãy nhập số điện thoại Việt Nam gồm 10 chữ số.',
  newest: 'Tin mới nhất',
  time: 'Lúc',
  noPhones: 'Chưa có tin nhắn nào',
  noPhonesText: 'Khi một mã được gửi đi, điện thoại nhận sẽ hiện ở đây.',
  phone: (number: string) => `Điện thoại ${number}`,
  phoneText: 'Trang này tự cập nhật. Không có JavaScript thì hãy tải lại trang.',
  allPhones: 'Tất cả điện thoại',
  noMessages: 'Điện thoại này chưa nhận tin nào',
  noMessagesText: 'Hãy để trang này mở: tin nhắn sẽ hiện ra khi đến.',
  from: (sender: string) => `Từ ${sender}`,
  code: 'Mã',
  copy: 'Sao chép',
  copied: 'Đã sao chép',
}

const en: typeof vi = {
  title: 'Phones',
  subtitle: 'Choose a number to read its messages; new ones show at once.',
  number: 'Phone number',
  numberHint: 'For example 0901 234 926 or +84 901 234 926',
  open: 'Open the phone',
  unreadable: 'Type a Vietnamese phone number of 10 digits.',
  newest: 'Newest message',
  time: 'At',
  noPhones: 'No messages yet',
  noPhonesText: 'When a code is sent, the phone that gets it shows here.',
  phone: (number) => `Phone ${number}`,
  phoneText: 'This page renews itself. Without JavaScript, reload it.',
  allPhones: 'All phones',
  noMessages: 'This phone has received nothing yet',
  noMessagesText: 'Leave this page open: messages show as they arrive.',
  from: (sender) => `From ${sender}`,
  code: 'Code',
  copy: 'Copy',
  copied: 'Copied',
}

export const words: Record<Language, typeof vi> = { vi, en }
