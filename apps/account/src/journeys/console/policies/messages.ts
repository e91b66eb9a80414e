// The words of the page of policies.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Mở tự động',
  intro: (healthy: string) =>
    `Mặc định, khi Cổng gặp sự cố hệ thống chỉ báo động và người mở cửa. Với phạm vi được hai quản trị viên đồng ý, hệ thống tự mở cửa dự phòng sau khi kết luận “không truy cập được” hoặc “không gửi được mã” đã giữ 30 giây, gia hạn khi sự cố còn (tối đa 8 giờ), và tự đóng cửa do nó mở khi Cổng đã ổn định ${healthy}. Cấu hình sai phía mình không bao giờ làm cửa mở.`,
  scope: 'Phạm vi',
  state: 'Tình trạng',
  people: 'Người đề nghị và người đồng ý',
  action: 'Thao tác',
  province: 'Toàn tỉnh',
  inForce: 'Đang hiệu lực',
  waiting: 'Chờ người thứ hai',
  second: 'Đồng ý',
  end: 'Chấm dứt',
  withdraw: 'Rút đề nghị',
  proposeTitle: 'Đề nghị mở tự động',
  propose: 'Đề nghị',
  empty: 'Chưa có phạm vi nào được mở tự động',
  emptyText: 'Khi Cổng gặp sự cố, quản trị viên nhận báo động và mở cửa bằng tay.',
  needsProof: 'Việc này cần mật khẩu và mã trong 5 phút gần đây; bạn sẽ được hỏi.',
  done: {
    proposed: 'Đã đề nghị. Cần một quản trị viên khác đồng ý.',
    seconded: 'Mở tự động đã có hiệu lực.',
    ended: 'Đã chấm dứt. Cửa đang mở, nếu có, vẫn mở đến khi được đóng.',
  },
}

const en: typeof vi = {
  title: 'Automatic opening',
  intro: (healthy) =>
    `By default the service only raises an alarm when the portal fails, and people open the door. For a scope that two administrators agreed on, it opens the standby door by itself once the verdict “cannot be reached” or “sends no codes” has held for 30 seconds, renews while the failure lasts (8 hours at most), and closes what it opened when the portal has been well for ${healthy}. A wrong configuration of our own never opens the door.`,
  scope: 'Scope',
  state: 'State',
  people: 'Proposed and agreed by',
  action: 'Action',
  province: 'Whole province',
  inForce: 'In force',
  waiting: 'Waits for a second person',
  second: 'Agree',
  end: 'End',
  withdraw: 'Withdraw',
  proposeTitle: 'Propose automatic opening',
  propose: 'Propose',
  empty: 'Nothing opens by itself yet',
  emptyText: 'When the portal fails, administrators are alarmed and open the door by hand.',
  needsProof: 'This needs a password and code of the last 5 minutes; you will be asked.',
  done: {
    proposed: 'Proposed. Another administrator has to agree.',
    seconded: 'Automatic opening is in force.',
    ended: 'Ended. A door that is open stays open until it is closed.',
  },
}

export const words: Record<Language, typeof vi> = { vi, en }
