// The words of the commands.
import { counted } from '@motcua/ui/counted.ts'
import type { Language } from '@motcua/ui/shell.ts'

type Ended = { sessions: number; codes: number; periods: number; recoveryCodes: number; newest: string }

const vi = {
  usage: (text: string) => `Cách dùng: npm run account -- ${text}`,
  general: `Lệnh trên máy chủ của dịch vụ tài khoản:

  serve                     chạy dịch vụ (cũng là khi không có từ nào)
  standby status            cửa dự phòng đang mở cho ai, đến khi nào
  standby open              mở cửa dự phòng
  standby close             đóng cửa dự phòng
  officers import FILE.csv  nạp danh sách cán bộ (tất cả hoặc không gì cả)
  agencies import FILE.csv  nạp danh sách đơn vị
  admin add                 thêm quản trị viên hoặc kiểm toán viên
  audit check               kiểm tra chuỗi nhật ký có bị sửa không
  restored                  sau khi khôi phục từ bản sao lưu: kết thúc những gì sống lại
  keys make                 tạo khóa ký mới cho OIDC_KEYS

Thêm --help sau một lệnh để xem chi tiết.`,
  standbyOpen: `standby open --reason "…" (--as QUẢN-TRỊ | --break-glass "…") [--for 60m] [--agency MÃ]… [--person SỐ]…

  --reason       lý do, ít nhất 10 ký tự
  --for          bao lâu: 30m, 1h (mặc định 60m)
  --agency       chỉ đơn vị này và các đơn vị bên dưới; lặp lại được
  --person       chỉ cán bộ có số CMND/CCCD này; lặp lại được
  --as           quản trị viên đang làm; hỏi mã từ ứng dụng xác thực, theo đúng quy tắc trên trang quản trị
  --break-glass  khi không có quản trị viên nào: tên người làm và lý do khẩn cấp; tối đa 60 phút, được ghi lại
                 và hiện trên trang quản trị`,
  standbyClose: `standby close [MÃ-CỬA] --reason "…" (--as QUẢN-TRỊ | --break-glass "…")

  Không nêu mã: đóng mọi cửa đang mở.`,
  standbyStatus: 'standby status',
  officersImport: `officers import FILE.csv

  Cột: id_number, old_id_number, name, agency_code, role, rights, phone, email, birth_date, sex
  Một dòng sai thì không dòng nào được nạp; mọi lỗi được nêu kèm số dòng.`,
  agenciesImport: `agencies import FILE.csv

  Cột: code, national_id, name_vi, name_en, parent_code, kind, help_phone, help_hours, valid_from, valid_to`,
  adminAdd: `admin add --user TÊN --name "HỌ TÊN" [--auditor]

  Tạo mật khẩu và khóa cho ứng dụng xác thực, hiện một lần.`,
  restored: `restored --by "TÊN" [--keep-recovery-codes]

  Sau khi cơ sở dữ liệu được khôi phục từ bản sao lưu: mã đã dùng, phiên đã kết thúc và cửa đã đóng kể từ bản sao lưu
  đều sống lại. Lệnh này kết thúc mọi phiên, mã, lượt đăng nhập, yêu cầu đặt lại, cửa dự phòng đang mở và mã khôi phục.
  --by                   người làm, được ghi vào nhật ký
  --keep-recovery-codes  giữ mã khôi phục: chỉ khi biết chắc không mã nào được dùng trong khoảng bị mất`,
  restoredDone: (ended: Ended) =>
    `Đã kết thúc ${ended.sessions} phiên, ${ended.codes} mã, ${ended.periods} cửa dự phòng, ${ended.recoveryCodes} mã khôi phục.
Bản sao lưu có đến ${ended.newest}: những gì xảy ra từ lúc đó đến nay đã mất (mật khẩu, số điện thoại, cán bộ bị khóa). Hãy báo cho người dùng.
Nếu cơ sở dữ liệu của Một cửa cũng được khôi phục: npm run desk -- restored. Rồi khởi động lại mọi máy.`,
  auditCheck: 'audit check',
  auditWhole: 'Chuỗi nhật ký nguyên vẹn.',
  auditBroken: (row: number) => `Chuỗi nhật ký bị sửa từ dòng số ${row}.`,
  keysMake: 'keys make > oidc-keys.json',
  unknown: (words: string) => `Không có lệnh “${words}”.`,
  option: (message: string) => `Tham số chưa đúng: ${message}`,
  missing: (name: string) => `Thiếu ${name}.`,
  span: (text: string) => `--for ${text}: hãy viết như 30m hoặc 1h.`,
  file: (path: string) => `Không đọc được tệp ${path}.`,
  who: 'Cần --as QUẢN-TRỊ hoặc --break-glass "ai, vì sao".',
  code: (name: string) => `Mã 6 số của ${name}: `,
  codeWrong: 'Tên hoặc mã chưa đúng, hoặc mã đã dùng. Hãy đợi mã kế tiếp.',
  noPerson: (lines: string) => `Không có cán bộ với số ở tham số --person thứ ${lines}.`,
  noAgency: (code: string) => `Không có đơn vị với mã ${code}.`,
  opened: (until: string, id: string) => `Cửa dự phòng đã mở đến ${until}. Mã cửa: ${id}`,
  closed: (count: number) => `Đã đóng ${count} cửa.`,
  noneOpen: 'Cửa dự phòng đang đóng.',
  open: (period: { scope: string; until: string; by: string; reason: string; id: string; signedIn: number }) =>
    `Đang mở cho ${period.scope} đến ${period.until}; người mở: ${period.by}; lý do: ${period.reason}; đã đăng nhập: ${period.signedIn}; mã cửa: ${period.id}`,
  everyone: 'mọi cán bộ',
  commandLine: 'dòng lệnh trên máy chủ',
  automatic: 'hệ thống (mở tự động)',
  imported: (added: number, renewed: number) => `Đã nạp: ${added} cán bộ mới, ${renewed} cán bộ được cập nhật.`,
  agencies: (count: number) => `Đã nạp ${count} đơn vị.`,
  faults: (count: number) => `Không nạp gì cả: có ${count} lỗi.`,
  userTaken: (user: string) => `Tên đăng nhập ${user} đã có.`,
  userFormat: 'Tên đăng nhập gồm 3–40 chữ thường, số, dấu chấm, gạch.',
  added: (user: string) => `Đã thêm ${user}. Những dòng sau chỉ hiện một lần:`,
  password: 'Mật khẩu',
  secret: 'Khóa cho ứng dụng xác thực',
}

const en: typeof vi = {
  usage: (text) => `Usage: npm run account -- ${text}`,
  general: `Commands on the account service's server:

  serve                     run the service (also without any word)
  standby status            for whom the standby door is open, and until when
  standby open              open the standby door
  standby close             close the standby door
  officers import FILE.csv  take in the officers' list (all or nothing)
  agencies import FILE.csv  take in the list of agencies
  admin add                 add an administrator or auditor
  audit check               is the audit chain unbroken?
  restored                  after a restore from a backup: ends what came alive again
  keys make                 make a new signing key for OIDC_KEYS

Add --help to a command for more.`,
  standbyOpen: `standby open --reason "…" (--as ADMIN | --break-glass "…") [--for 60m] [--agency CODE]… [--person NUMBER]…

  --reason       why, at least 10 characters
  --for          how long: 30m, 1h (60m unless told)
  --agency       only this agency and those below it; may be repeated
  --person       only the officer with this ID number; may be repeated
  --as           the administrator who does it; asks for the authenticator's code, by the console's own rules
  --break-glass  when there is no administrator: who does it and the emergency; at most 60 minutes, audited
                 and shown on the console`,
  standbyClose: `standby close [DOOR-ID] --reason "…" (--as ADMIN | --break-glass "…")

  Without an id every open door is closed.`,
  standbyStatus: 'standby status',
  officersImport: `officers import FILE.csv

  Columns: id_number, old_id_number, name, agency_code, role, rights, phone, email, birth_date, sex
  One wrong row and nothing goes in; every fault is told with its line.`,
  agenciesImport: `agencies import FILE.csv

  Columns: code, national_id, name_vi, name_en, parent_code, kind, help_phone, help_hours, valid_from, valid_to`,
  adminAdd: `admin add --user NAME --name "FULL NAME" [--auditor]

  Makes a password and an authenticator secret, shown once.`,
  restored: `restored --by "NAME" [--keep-recovery-codes]

  After the database was restored from a backup: codes used, sessions ended and doors closed since the backup are alive
  again. This ends every session, code, attempt, reset, open standby period and recovery code.
  --by                   who does it, for the audit log
  --keep-recovery-codes  keep them: only where it is certain that none was used in the time that is lost`,
  restoredDone: (ended) =>
    `Ended: ${counted(ended.sessions, 'session', 'sessions')}, ${counted(ended.codes, 'code', 'codes')}, ${counted(ended.periods, 'standby period', 'standby periods')}, ${counted(ended.recoveryCodes, 'recovery code', 'recovery codes')}.
The backup reaches to ${ended.newest}: what happened from then until now is lost (passwords, numbers, people suspended). Tell people.
If the desk's database was restored too: npm run desk -- restored. Then restart every node.`,
  auditCheck: 'audit check',
  auditWhole: 'The audit chain is whole.',
  auditBroken: (row) => `The audit chain is broken from row ${row}.`,
  keysMake: 'keys make > oidc-keys.json',
  unknown: (words) => `There is no command "${words}".`,
  option: (message) => `An option is not right: ${message}`,
  missing: (name) => `${name} is missing.`,
  span: (text) => `--for ${text}: write it like 30m or 1h.`,
  file: (path) => `The file ${path} cannot be read.`,
  who: '--as ADMIN or --break-glass "who, why" is needed.',
  code: (name) => `6-digit code of ${name}: `,
  codeWrong: 'The name or the code is not right, or the code was used. Wait for the next one.',
  noPerson: (lines) => `Nobody has the number of --person no. ${lines}.`,
  noAgency: (code) => `There is no agency with the code ${code}.`,
  opened: (until, id) => `The standby door is open until ${until}. Door id: ${id}`,
  closed: (count) => `${counted(count, 'door', 'doors')} closed.`,
  noneOpen: 'The standby door is closed.',
  open: (period) =>
    `Open for ${period.scope} until ${period.until}; opened by ${period.by}; reason: ${period.reason}; signed in: ${period.signedIn}; door id: ${period.id}`,
  everyone: 'every officer',
  commandLine: "the server's command line",
  automatic: 'the service itself (automatic opening)',
  imported: (added, renewed) => `Taken in: ${counted(added, 'new officer', 'new officers')}, ${renewed} renewed.`,
  agencies: (count) => `${counted(count, 'agency', 'agencies')} taken in.`,
  faults: (count) => `Nothing was taken in: ${counted(count, 'fault', 'faults')}.`,
  userTaken: (user) => `The user name ${user} is taken.`,
  userFormat: 'A user name has 3–40 lower case letters, digits, dots or hyphens.',
  added: (user) => `${user} was added. These lines are shown only once:`,
  password: 'Password',
  secret: 'Authenticator secret',
}

export const words: Record<Language, typeof vi> = { vi, en }
