// What is wrong with a row of a list, in words.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  'csv-unreadable': 'Không đọc được tệp CSV: {detail}',
  'csv-columns': 'Thiếu cột: {detail}',
  'csv-rows': 'Tệp có quá {detail} dòng; hãy chia nhỏ',
  'officer-id': 'Số CCCD có 12 chữ số (CMND có 9): {detail}',
  'officer-old-id': 'Số CMND cũ phải có đúng 9 chữ số hoặc để trống: {detail}',
  'officer-name': 'Thiếu họ tên',
  'officer-agency': 'Không có đơn vị với mã {detail}',
  'officer-role': 'Vai trò phải là officer hoặc unit-admin: {detail}',
  'officer-rights': 'Quyền không có trong danh mục (receive, process, approve, return): {detail}',
  'officer-phone': 'Không phải số di động Việt Nam: {detail}',
  'officer-email': 'Địa chỉ thư điện tử chưa đúng: {detail}',
  'officer-birth-date': 'Ngày sinh chưa đúng (năm-tháng-ngày): {detail}',
  'officer-birth-year': 'Năm sinh không khớp số CCCD: {detail}',
  'officer-sex': 'Giới tính không khớp số CCCD: {detail}',
  'officer-id-twice': 'Số CCCD đã có ở dòng {detail}',
  'officer-old-id-twice': 'Số CMND cũ đã có ở dòng {detail}',
  'officer-phone-twice': 'Số điện thoại đã có ở dòng {detail}',
  'officer-old-id-taken': 'Số CMND cũ thuộc về một cán bộ khác trong danh sách hiện có: {detail}',
  'agency-field': 'Cột {detail} chưa đúng',
  'agency-parent': 'Không có đơn vị cấp trên với mã {detail}',
}

const en: typeof vi = {
  'csv-unreadable': 'The CSV file cannot be read: {detail}',
  'csv-columns': 'Columns are missing: {detail}',
  'csv-rows': 'The file has more than {detail} rows; split it',
  'officer-id': 'A CCCD number has 12 digits (a CMND 9): {detail}',
  'officer-old-id': 'The old CMND number needs exactly 9 digits, or nothing: {detail}',
  'officer-name': 'The name is missing',
  'officer-agency': 'There is no agency with the code {detail}',
  'officer-role': 'The role must be officer or unit-admin: {detail}',
  'officer-rights': 'These rights do not exist (receive, process, approve, return): {detail}',
  'officer-phone': 'This is no Vietnamese mobile number: {detail}',
  'officer-email': 'The e-mail address is not right: {detail}',
  'officer-birth-date': 'The birth date is not right (year-month-day): {detail}',
  'officer-birth-year': 'The birth year does not fit the CCCD number: {detail}',
  'officer-sex': 'The sex does not fit the CCCD number: {detail}',
  'officer-id-twice': 'The CCCD number stands on line {detail} already',
  'officer-old-id-twice': 'The old CMND number stands on line {detail} already',
  'officer-phone-twice': 'The phone number stands on line {detail} already',
  'officer-old-id-taken': 'The old CMND number belongs to another officer of the present list: {detail}',
  'agency-field': 'The column {detail} is not right',
  'agency-parent': 'There is no parent agency with the code {detail}',
}

const texts: Record<Language, typeof vi> = { vi, en }

export type FaultCode = keyof typeof vi

/** "Dòng 7: …" */
export function faultText(language: Language, fault: { line: number; code: FaultCode; detail: string }): string {
  const line = language === 'vi' ? 'Dòng' : 'Line'
  return `${line} ${fault.line}: ${texts[language][fault.code].replace('{detail}', fault.detail)}`
}
