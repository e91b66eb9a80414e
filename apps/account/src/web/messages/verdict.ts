// The verdict on the portal in words: what it is, and each reason with its numbers. None names a cause that was not seen.
import { counted } from '@motcua/ui/counted.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Evidence, EvidenceCode, ProbeError, ProbeKind, Word } from '../../records/portal-watch/seen.ts'

type Numbers = Evidence['with']

const kindsVi: Record<ProbeKind, string> = {
  dns: 'tên miền',
  tls: 'kết nối bảo mật',
  discovery: 'trang cấu hình',
  keys: 'khóa ký',
  authorize: 'trang đăng nhập',
  token: 'nơi cấp token',
}
const kindsEn: Record<ProbeKind, string> = {
  dns: 'name',
  tls: 'TLS',
  discovery: 'discovery',
  keys: 'keys',
  authorize: 'sign-in page',
  token: 'token endpoint',
}

const errorsVi: Record<ProbeError, string> = {
  'no-name': 'không có tên miền',
  'name-server': 'máy chủ tên miền không trả lời',
  refused: 'từ chối kết nối',
  reset: 'ngắt kết nối giữa chừng',
  'no-answer': 'không trả lời',
  'tls-expired': 'chứng thư đã hết hạn',
  'tls-untrusted': 'chứng thư không tin cậy được',
  'tls-broken': 'kết nối bảo mật hỏng',
  'server-error': 'báo lỗi máy chủ',
  unreadable: 'trả lời sai dạng',
  'not-found': 'không tìm thấy trang',
  'turned-away': 'từ chối máy chủ của tỉnh',
  'our-network': 'mạng của chính hệ thống này bị đứt',
  'our-client': 'Cổng không nhận mã ứng dụng hoặc khóa của hệ thống này',
  'our-load': 'máy chủ của chính hệ thống này quá bận',
}
const errorsEn: Record<ProbeError, string> = {
  'no-name': 'no such name',
  'name-server': 'the name server does not answer',
  refused: 'connection refused',
  reset: 'connection cut',
  'no-answer': 'no answer',
  'tls-expired': 'certificate has ended',
  'tls-untrusted': 'certificate cannot be trusted',
  'tls-broken': 'TLS fails',
  'server-error': 'server error',
  unreadable: 'unreadable answer',
  'not-found': 'page not found',
  'turned-away': 'turns our server away',
  'our-network': 'the network of this system itself is cut',
  'our-client': 'the portal does not accept the client id or secret of this system',
  'our-load': 'the server of this system itself is too busy',
}

const wordsVi: Record<Word, string> = {
  ok: 'Hoạt động bình thường',
  degraded: 'Chập chờn',
  'no-codes': 'Người sang Cổng không quay lại được',
  down: 'Không truy cập được',
  unknown: 'Chưa rõ',
}
const wordsEn: Record<Word, string> = {
  ok: 'Works',
  degraded: 'Unsteady',
  'no-codes': 'People leave for it and do not come back',
  down: 'Cannot be reached',
  unknown: 'Not known',
}

const kind = (names: Record<ProbeKind, string>, w: Numbers) => names[w['kind'] as ProbeKind] ?? ''
const error = (names: Record<ProbeError, string>, w: Numbers) => names[w['error'] as ProbeError] ?? ''

const of = (w: Numbers, name: string, one: string, many: string) => counted(Number(w[name]), one, many)

const reasonsVi: Record<EvidenceCode, (w: Numbers) => string> = {
  'looks-fine': () => 'Các lần thăm dò đều được trả lời.',
  'looks-fail': (w) =>
    `${w['looks']} lần thăm dò liên tiếp trong ${w['seconds']} giây đều hỏng: ${kind(kindsVi, w)}, ${error(errorsVi, w)}.`,
  'looks-shaky': (w) =>
    `${w['looks']} lần thăm dò hỏng trong hai phút qua: ${kind(kindsVi, w)}, ${error(errorsVi, w)}.`,
  'looks-slow': (w) => `Cổng trả lời chậm, có lần mất ${w['seconds']} giây.`,
  'looks-silent': () => 'Không có lần thăm dò nào trong một phút qua.',
  'our-fault': (w) => `Lỗi ở phía hệ thống này, không phải ở Cổng: ${error(errorsVi, w)}.`,
  'turned-away': () => 'Cổng từ chối các lần thăm dò của hệ thống này.',
  'certificate-ends': (w) =>
    w['days'] === 0
      ? 'Chứng thư của Cổng hết hạn trong chưa đầy một ngày.'
      : `Chứng thư của Cổng còn ${w['days']} ngày là hết hạn.`,
  contradicted: () => 'Thăm dò hỏng, nhưng vẫn có người đăng nhập được qua Cổng.',
  'not-back': (w) =>
    `Trong ${w['left']} người sang Cổng gần nhất, ${w['back']} người quay lại; người chưa quay lại ở ${w['agencies']} đơn vị.`,
  suspected: (w) => `Có dấu hiệu: trong ${w['left']} người sang Cổng, ${w['back']} người quay lại.`,
  'few-people': () => 'Mười phút qua không có ai quay lại từ Cổng để đối chiếu.',
  'people-back': (w) => `${w['back']} người đã quay lại từ Cổng trong mười phút qua.`,
  'people-slow': () => 'Người sang Cổng quay lại chậm hơn thường lệ nhiều.',
  errors: (w) => `${w['errors']} người quay lại từ Cổng với thông báo lỗi.`,
  presses: (w) => `${w['presses']} người báo không nhận được mã của Cổng.`,
  'still-calming': (w) => `Các dấu hiệu đã tốt hơn; cần yên ổn thêm khoảng ${w['minutes']} phút.`,
  'still-waiting': (w) => `Chờ đủ người quay lại từ Cổng: mới đạt ${w['percent']} % mức cần.`,
}
const reasonsEn: Record<EvidenceCode, (w: Numbers) => string> = {
  'looks-fine': () => 'Every look was answered.',
  'looks-fail': (w) =>
    `${w['looks']} looks in a row failed within ${w['seconds']} s: ${kind(kindsEn, w)}, ${error(errorsEn, w)}.`,
  'looks-shaky': (w) =>
    `${w['looks']} looks failed in the last two minutes: ${kind(kindsEn, w)}, ${error(errorsEn, w)}.`,
  'looks-slow': (w) => `The portal is slow, it took up to ${w['seconds']} s.`,
  'looks-silent': () => 'Nobody looked in the last minute.',
  'our-fault': (w) => `The fault is on our side, not the portal’s: ${error(errorsEn, w)}.`,
  'turned-away': () => 'The portal turns our looks away.',
  'certificate-ends': (w) =>
    w['days'] === 0
      ? 'The portal’s certificate ends within a day.'
      : `The portal’s certificate ends in ${of(w, 'days', 'day', 'days')}.`,
  contradicted: () => 'Our looks fail, and yet people sign in through the portal.',
  'not-back': (w) =>
    `Of the last ${w['left']} people who left for the portal ${w['back']} came back; the others are of ${of(w, 'agencies', 'agency', 'agencies')}.`,
  suspected: (w) => `A sign: of ${w['left']} people who left for the portal ${w['back']} came back.`,
  'few-people': () => 'Nobody came back from the portal in the last ten minutes to compare with.',
  'people-back': (w) => `${of(w, 'back', 'person', 'people')} came back from the portal in the last ten minutes.`,
  'people-slow': () => 'People take much longer than usual to come back.',
  errors: (w) => `${of(w, 'errors', 'person', 'people')} came back from the portal with an error.`,
  presses: (w) => `${of(w, 'presses', 'person says', 'people say')} that they got no code of the portal’s.`,
  'still-calming': (w) =>
    `It looks better; about ${of(w, 'minutes', 'more calm minute is', 'more calm minutes are')} needed.`,
  'still-waiting': (w) => `Waiting for enough people to come back: ${w['percent']} % of what is needed.`,
}

export const portalWords: Record<Language, Record<Word, string>> = { vi: wordsVi, en: wordsEn }
export const probeKinds: Record<Language, Record<ProbeKind, string>> = { vi: kindsVi, en: kindsEn }
export const probeErrors: Record<Language, Record<ProbeError, string>> = { vi: errorsVi, en: errorsEn }

const reasons = { vi: reasonsVi, en: reasonsEn }
export const reasonText = (language: Language, evidence: Evidence): string =>
  reasons[language][evidence.code](evidence.with)
