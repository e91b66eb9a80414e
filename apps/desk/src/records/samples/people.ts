// Made-up people of the sample dossiers: officers of samples/officers.csv and applicants who exist nowhere.
import { sampleHolder, type Actor } from '../dossiers/store.ts'

const everyRight = ['receive', 'process', 'approve', 'return']

const officer = (agency: string, name: string, door: Actor['door'] = 'portal'): Actor => ({
  sub: sampleHolder(agency, name),
  name,
  agency,
  // The rights of the day they acted are past; these rows only tell a history.
  rights: everyRight,
  door,
  periodId: null,
})

export const officers = {
  hanh: officer('H09.31.01', 'Nguyễn Thị Hạnh'),
  hanhStandby: officer('H09.31.01', 'Nguyễn Thị Hạnh', 'standby'),
  huy: officer('H09.31.01', 'Phạm Quốc Huy'),
  hien: officer('H09.31', 'Tô Thanh Hiền'),
  tam: officer('H09.31', 'Lê Văn Tâm'),
  xuan: officer('H09.31.02', 'Nguyễn Thị Bích Xuân'),
  tung: officer('H09.03', 'Lưu Văn Tùng'),
  loi: officer('H09.03', 'Nguyễn Văn Lợi'),
  vy: officer('H09.32.01', 'Đỗ Thị Hồng Vy'),
  huuHuy: officer('H09.33.01', 'Huỳnh Hữu Huy'),
} as const

/** Sends in what came online: nobody at a desk. */
export const online = (agency: string): Actor => ({ ...officer(agency, 'Cổng dịch vụ công'), sub: 'online' })

export const applicants: readonly [name: string, idNumber: string, phone: string][] = [
  ['Trần Văn Bảo', '074085007781', '+84901000781'],
  ['Lê Thị Mai', '074190000192', '+84912000192'],
  ['Đỗ Hữu Nghĩa', '281004310', '+84933004310'],
  ['Huỳnh Kim Ngân', '074193004410', '+84977004410'],
  ['Nguyễn Hoàng Phúc', '074201006635', '+84868006635'],
  ['Võ Thị Thu Thảo', '074188002247', '+84907002247'],
  ['Phan Minh Quân', '072092011906', '+84938011906'],
  ['Bùi Ngọc Ánh', '074197008853', '+84345008853'],
  ['Lâm Thanh Sơn', '075079003370', '+84918003370'],
  ['Trịnh Thị Cẩm Tú', '074186009124', '+84966009124'],
  ['Đặng Quốc Việt', '074098001458', '+84703001458'],
  ['Hồ Thị Kim Loan', '074174005562', '+84829005562'],
  ['Ngô Đình Khải', '079088010037', '+84902010037'],
  ['Mai Thị Hồng Nhung', '074195007719', '+84355007719'],
  ['Dương Văn Lực', '281117346', '+84984117346'],
  ['Lý Gia Hân', '074302004081', '+84909004081'],
  ['Tạ Minh Đức', '001084012295', '+84946012295'],
  ['Châu Thị Bích Ngọc', '074183003606', '+84777003606'],
  ['Phùng Tấn Tài', '074091009943', '+84396009943'],
  ['Cao Thị Yến Nhi', '074199006174', '+84586006174'],
]

export const companies: readonly [name: string, idNumber: string, phone: string][] = [
  ['Công ty TNHH Hòa Đạt', '3700000055', '+84908370055'],
  ['Hộ kinh doanh Út Hiền', '8000000123', '+84937000123'],
]
