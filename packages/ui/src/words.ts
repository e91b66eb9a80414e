// The few words that the shared parts of a page say by themselves.
import type { Language } from './shell.ts'

const vi = {
  languageName: 'Tiếng Việt',
  changeLanguage: 'Đổi ngôn ngữ',
  help: 'Hỗ trợ',
  status: 'Tình trạng dịch vụ',
  skip: 'Bỏ qua, tới nội dung chính',
  menu: 'Menu chính',
  summary: 'Xin kiểm tra lại',
  or: 'hoặc',
  tagline: 'Hệ thống thông tin giải quyết thủ tục hành chính',
}

const en: typeof vi = {
  languageName: 'English',
  changeLanguage: 'Change language',
  help: 'Help',
  status: 'Service status',
  skip: 'Skip to the main content',
  menu: 'Main menu',
  summary: 'Please check',
  or: 'or',
  tagline: 'Administrative procedure information system',
}

export const words: Record<Language, typeof vi> = { vi, en }
