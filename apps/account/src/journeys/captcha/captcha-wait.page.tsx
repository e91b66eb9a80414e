// The way without JavaScript: 30 quiet seconds in place of a puzzle.
import { counted } from '@motcua/ui/counted.ts'
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Language, type Shell } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Tôi không phải là người máy',
  lead: { heading: 'Đợi một chút.', text: 'Trang này thay cho ô kiểm tra khi trình duyệt không chạy được JavaScript.' },
  waiting: (seconds: number) => `Xin đợi ${seconds} giây. Trang này tự tải lại.`,
  ready: 'Xong. Hãy quay lại biểu mẫu, điền và gửi trong 4 phút; không cần đánh dấu ô kiểm tra.',
  back: 'Quay lại biểu mẫu',
}
const en: typeof vi = {
  title: 'I am not a robot',
  lead: { heading: 'One moment.', text: 'This page stands in for the check where a browser runs no JavaScript.' },
  waiting: (seconds) => `Please wait ${counted(seconds, 'second', 'seconds')}. This page reloads by itself.`,
  ready: 'Done. Go back to the form, fill it in and send it within 4 minutes; the box need not be ticked.',
  back: 'Back to the form',
}
const words: Record<Language, typeof vi> = { vi, en }

export function CaptchaWait({ shell, next, seconds }: { shell: Shell; next: string; seconds: number }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={say.lead} refreshAlways={seconds > 0 ? seconds : undefined}>
      <h1>{say.title}</h1>
      <p role="status">{seconds > 0 ? say.waiting(seconds) : say.ready}</p>
      {seconds > 0 ? null : (
        <a class="button wide" href={inLanguage(shell.language, next)}>
          {say.back}
        </a>
      )}
    </Gate>
  )
}
