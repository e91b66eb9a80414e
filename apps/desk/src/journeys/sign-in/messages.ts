// The words of the pages around a sign-in that did not reach the account service's form, or did not come back well.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  leadHeading: 'Một cửa, luôn mở.',
  leadText: 'Cán bộ đăng nhập ở dịch vụ tài khoản của tỉnh, rồi trở lại đúng trang đang làm.',
  tryAgain: 'Thử lại',
  startAgain: 'Bắt đầu lại',
  callHelp: 'Cần gấp, hãy gọi',
  problemTitle: 'Đăng nhập chưa xong',
  officerSignIn: 'Đăng nhập bằng tài khoản cán bộ',
  citizenText: 'Nếu bạn là công dân hoặc doanh nghiệp: hãy tra cứu hồ sơ bằng mã hồ sơ ghi trên giấy tiếp nhận.',
  lookUp: 'Tra cứu hồ sơ',
  awayTitle: 'Chưa thể đăng nhập',
  awayText: 'Hãy thử lại sau ít giây. Ai đang đăng nhập vẫn làm việc bình thường; bản nháp vẫn được giữ.',
  closedTitle: 'Hiện chưa có cửa đăng nhập nào mở',
  closedHeading: 'Cổng DVCQG đang gặp sự cố, cửa dự phòng chưa mở',
  closedText: 'Hãy gọi để quản trị mở cửa dự phòng, rồi bấm “Thử lại”. Hồ sơ và bản nháp đều được giữ nguyên.',
  closedLead: 'Cổng đang gặp sự cố.\nQuầy sẽ làm việc lại ngay khi có cửa.',
  closedLeadText:
    'Khi quản trị mở cửa dự phòng, bạn đăng nhập trực tiếp bằng số CCCD, mật khẩu và mã gửi về điện thoại.',
  anyway: 'Vẫn tới trang đăng nhập',
}

const en: typeof vi = {
  leadHeading: 'One door, always open.',
  leadText: 'Officers sign in at the province’s account service and come back to the page they were on.',
  tryAgain: 'Try again',
  startAgain: 'Start again',
  callHelp: 'If it is urgent, call',
  problemTitle: 'The sign-in was not completed',
  officerSignIn: 'Sign in with an officer’s account',
  citizenText: 'If you are a citizen or an enterprise: look your dossier up by the code on your receipt.',
  lookUp: 'Look a dossier up',
  awayTitle: 'Nobody can sign in right now',
  awayText: 'Try again in a few seconds. Whoever is signed in works on as usual; drafts are kept.',
  closedTitle: 'No door of sign-in is open right now',
  closedHeading: 'The national portal is in trouble and the standby door is not open yet',
  closedText:
    'Call so that an administrator opens the standby door, then press “Try again”. Dossiers and drafts are kept.',
  closedLead: 'The portal is in trouble.\nThe counters go on as soon as a door opens.',
  closedLeadText:
    'Once an administrator opens the standby door, you sign in directly with your ID number, password and a code to your phone.',
  anyway: 'Go to the sign-in page all the same',
}

export const words: Record<Language, typeof vi> = { vi, en }
