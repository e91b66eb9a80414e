// The plain pages for what went wrong outside a journey: 403, 404, 413, 429, 500, 503.
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Language, type Shell } from '@motcua/ui/shell.ts'

export type ProblemKind =
  | 'forged'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'too-many'
  | 'broken'
  | 'away'
  | 'busy'
  | 'bad-request'

export const problemStatus: Record<ProblemKind, number> = {
  'bad-request': 400,
  forged: 403,
  forbidden: 403,
  'not-found': 404,
  'too-large': 413,
  'too-many': 429,
  broken: 500,
  away: 503,
  busy: 503,
}

type Text = { title: string; text: string }

const vi: Record<ProblemKind, Text> = {
  'bad-request': {
    title: 'Yêu cầu chưa đúng',
    text: 'Trình duyệt đã gửi một yêu cầu không đọc được. Hãy quay lại trang trước và thử lại.',
  },
  forged: {
    title: 'Trang đã cũ',
    text: 'Biểu mẫu này không còn hiệu lực, hoặc trình duyệt đang chặn cookie. Hãy mở lại trang rồi thử lại; chưa có gì thay đổi.',
  },
  forbidden: {
    title: 'Bạn không có quyền xem trang này',
    text: 'Tài khoản của bạn không được giao việc này. Nếu cần, hãy liên hệ quản trị đơn vị.',
  },
  'not-found': {
    title: 'Không tìm thấy trang',
    text: 'Địa chỉ này không có, hoặc đã được chuyển đi. Hãy kiểm tra lại địa chỉ hoặc về trang đầu.',
  },
  'too-large': { title: 'Nội dung gửi lên quá lớn', text: 'Hãy rút gọn nội dung rồi gửi lại.' },
  'too-many': { title: 'Quá nhiều lần thử', text: 'Hãy đợi một lát rồi thử lại.' },
  broken: {
    title: 'Có lỗi ở phía chúng tôi',
    text: 'Chưa có gì bị mất. Hãy thử lại; nếu vẫn lỗi, gọi số hỗ trợ và đọc mã sự cố bên dưới.',
  },
  away: {
    title: 'Dịch vụ tạm gián đoạn',
    text: 'Hệ thống đang được khôi phục. Hãy thử lại sau ít giây; không cần đăng nhập lại.',
  },
  busy: {
    title: 'Nhiều người đang vào cùng lúc',
    text: 'Hãy giữ trang này mở: trang tự thử lại sau vài giây, bạn không cần làm gì. Người đang đăng nhập dở vẫn tiếp tục được.',
  },
}

const en: Record<ProblemKind, Text> = {
  'bad-request': {
    title: 'The request was not right',
    text: 'The browser sent something that could not be read. Go back and try again.',
  },
  forged: {
    title: 'The page is out of date',
    text: 'This form is no longer valid, or the browser blocks cookies. Open the page again and retry; nothing was changed.',
  },
  forbidden: {
    title: 'You may not see this page',
    text: 'Your account was not given this task. If you need it, ask your unit administrator.',
  },
  'not-found': {
    title: 'Page not found',
    text: 'This address does not exist, or it has moved. Check the address or go to the first page.',
  },
  'too-large': { title: 'Too much was sent', text: 'Shorten the content and send it again.' },
  'too-many': { title: 'Too many tries', text: 'Wait a little, then try again.' },
  broken: {
    title: 'Something broke on our side',
    text: 'Nothing was lost. Try again; if it goes on, call the help number and read out the incident number below.',
  },
  away: {
    title: 'The service is away for a moment',
    text: 'It is being restored. Try again in a few seconds; there is no need to sign in again.',
  },
  busy: {
    title: 'Many people are coming in at once',
    text: 'Keep this page open: it tries again by itself in a few seconds, and there is nothing you need to do. Whoever is in the middle of signing in goes on.',
  },
}

const texts: Record<Language, Record<ProblemKind, Text>> = { vi, en }
const leads: Record<Language, { heading: string; text: string; incident: string; home: string }> = {
  vi: {
    heading: 'Một cửa, luôn mở.',
    text: 'Khi có sự cố, trang này cho biết bạn cần làm gì tiếp theo.',
    incident: 'Mã sự cố',
    home: 'Về trang đầu',
  },
  en: {
    heading: 'One door, always open.',
    text: 'When something goes wrong, this page says what to do next.',
    incident: 'Incident',
    home: 'To the first page',
  },
}

type ProblemProps = {
  shell: Shell
  kind: ProblemKind
  incident?: string | undefined
  /** The page asks for its address again by itself. */
  againIn?: number | undefined
}

export function Problem({ shell, kind, incident, againIn }: ProblemProps) {
  const { title, text } = texts[shell.language][kind]
  const lead = leads[shell.language]
  return (
    <Gate
      shell={{ ...shell, path: shell.path.startsWith('/') ? shell.path : '/' }}
      title={title}
      lead={lead}
      refreshAlways={againIn}
    >
      <h1>{title}</h1>
      <p>{text}</p>
      {incident ? (
        <p class="small">
          {lead.incident}: <b>{incident}</b>
        </p>
      ) : null}
      {againIn ? null : (
        <a class="button second" href={inLanguage(shell.language, '/')}>
          {lead.home}
        </a>
      )}
    </Gate>
  )
}
