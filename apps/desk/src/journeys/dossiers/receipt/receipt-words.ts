// The words of form 01 (TT 01/2018/TT-VPCP), which is a Vietnamese paper whatever language the page speaks.
import type { Dossier } from '../../../records/dossiers/store.ts'
import { localTime } from '../../../records/calendar/calendar.ts'

export const receiptWords = {
  state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  desk: 'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
  code: 'Mã hồ sơ',
  title: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
  from: 'Tiếp nhận hồ sơ của',
  idNumber: 'Số CMND/CCCD',
  taxNumber: 'Mã số thuế',
  phone: 'Số điện thoại',
  email: 'Thư điện tử',
  address: 'Địa chỉ',
  procedure: 'Nội dung yêu cầu giải quyết',
  papers: '1. Thành phần hồ sơ nộp gồm',
  number: 'STT',
  paper: 'Tên giấy tờ',
  kind: 'Loại bản',
  kinds: { original: 'Bản chính', copy: 'Bản sao', electronic: 'Bản điện tử' },
  count: 'Số lượng',
  sets: (n: number) => `2. Số lượng hồ sơ: ${n} (bộ)`,
  term: '3. Thời hạn giải quyết hồ sơ theo quy định',
  received: '4. Thời gian nhận hồ sơ',
  due: '5. Thời gian trả kết quả giải quyết hồ sơ',
  way: '6. Đăng ký nhận kết quả',
  ways: {
    counter: (agency: string) => `Tại Bộ phận Tiếp nhận và Trả kết quả, ${agency}`,
    post: () => 'Qua dịch vụ bưu chính công ích',
    online: () => 'Trực tuyến',
  },
  fee: '7. Phí, lệ phí',
  free: 'Không thu',
  lookUp: 'Tra cứu tình trạng hồ sơ: quét mã QR, hoặc vào',
  lookUpEnd: ', nhập mã hồ sơ và 4 số cuối của số giấy tờ.',
  applicantSigns: 'NGƯỜI NỘP HỒ SƠ',
  officerSigns: 'NGƯỜI TIẾP NHẬN HỒ SƠ',
  sign: '(Ký và ghi rõ họ tên)',
} as const

const two = (n: number) => String(n).padStart(2, '0')

/** "09 giờ 05 phút, ngày 23 tháng 11 năm 2026" */
export function longMoment(at: Date): string {
  const time = localTime(at)
  return `${two(time.hour)} giờ ${two(time.minute)} phút, ${longDate(at)}`
}

/** "ngày 23 tháng 11 năm 2026" */
export function longDate(at: Date): string {
  const { day, month, year } = localTime(at)
  return `ngày ${two(day)} tháng ${two(month)} năm ${year}`
}

/** "tỉnh Bình Dương" → "Bình Dương", as a letter's date line names the place. */
export const placeOf = (place: string): string => place.replace(/^(tỉnh|thành phố)\s+/i, '')

export const idLabel = (dossier: Pick<Dossier, 'applicant_kind'>): string =>
  dossier.applicant_kind === 'citizen' ? receiptWords.idNumber : receiptWords.taxNumber
