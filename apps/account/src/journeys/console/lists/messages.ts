// The words of the pages that take in lists.
import { counted } from '@motcua/ui/counted.ts'
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  titles: { officers: 'Nhập danh sách cán bộ', agencies: 'Nhập danh sách đơn vị' },
  intro: {
    officers:
      'Ai có trong danh sách thì được thêm hoặc cập nhật theo số CCCD; ai không có thì giữ nguyên. Tệp sai dù một dòng thì không có gì được lưu.',
    agencies:
      'Đơn vị có trong danh sách thì được thêm hoặc cập nhật theo mã; đơn vị cấp trên đứng trước. Tệp sai dù một dòng thì không có gì được lưu.',
  },
  columns: 'Các cột',
  file: 'Chọn tệp CSV',
  text: 'Nội dung danh sách (CSV, UTF-8)',
  textHint: 'Dán từ tệp CSV, hoặc chọn tệp ở trên. Dòng đầu là tên các cột.',
  missing: 'Hãy dán hoặc chọn một danh sách.',
  check: 'Kiểm tra, chưa lưu',
  take: 'Nhập danh sách',
  right: 'Danh sách đúng, chưa có gì được lưu',
  done: 'Đã nhập danh sách',
  officers: (added: number, renewed: number, moved: number) =>
    `${added} người mới, ${renewed} người đã có; trong đó ${moved} người đổi vai trò, quyền hoặc đơn vị.`,
  agencies: (count: number) => `${count} đơn vị.`,
  faults: (count: number) => `Có ${count} chỗ sai, chưa có gì được lưu`,
  more: (count: number) => `… và ${count} chỗ nữa.`,
  back: { officers: 'Danh sách cán bộ', agencies: 'Danh sách đơn vị' },
}

const en: typeof vi = {
  titles: { officers: 'Import the list of officers', agencies: 'Import the list of agencies' },
  intro: {
    officers:
      'Whoever is in the list is added, or renewed by CCCD number; whoever is not stays as they are. One wrong line, and nothing is saved.',
    agencies:
      'Agencies in the list are added, or renewed by their code; a parent stands before its children. One wrong line, and nothing is saved.',
  },
  columns: 'Columns',
  file: 'Choose a CSV file',
  text: 'The list (CSV, UTF-8)',
  textHint: 'Paste it from a CSV file, or choose a file above. The first line names the columns.',
  missing: 'Paste or choose a list.',
  check: 'Check, save nothing',
  take: 'Import the list',
  right: 'The list is right; nothing was saved yet',
  done: 'The list was imported',
  officers: (added, renewed, moved) =>
    `${added} new, ${renewed} known; ${counted(moved, 'of them gets', 'of them get')} another role, other rights or another agency.`,
  agencies: (count) => (count === 1 ? 'One agency.' : `${count} agencies.`),
  faults: (count) => (count === 1 ? 'One fault, nothing was saved' : `${count} faults, nothing was saved`),
  more: (count) => `… and ${count} more.`,
  back: { officers: 'List of officers', agencies: 'List of agencies' },
}

export const words: Record<Language, typeof vi> = { vi, en }
