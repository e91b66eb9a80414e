// The words around a passkey's button.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  without: 'Khóa truy cập cần trình duyệt hỗ trợ và bật JavaScript. Hãy dùng cách khác nếu không thấy nút.',
  notMade: 'Chưa tạo được khóa',
  notGiven: 'Chưa dùng được khóa',
  failedText: 'Lượt này đã bị hủy, quá thời gian, hoặc thiết bị không có khóa phù hợp. Bạn có thể bấm lại.',
}

const en: typeof vi = {
  without:
    'Passkeys need a browser that knows them, with JavaScript switched on. Use another way if there is no button.',
  notMade: 'The key was not made',
  notGiven: 'The key could not be used',
  failedText: 'It was cancelled, took too long, or the device has no fitting key. You can press the button again.',
}

export const words: Record<Language, typeof vi> = { vi, en }
