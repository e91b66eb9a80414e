// Writes samples/agencies.csv, samples/officers.csv and samples/officers-wrong.csv; the same seed gives the same files.
// The agencies are those of Bình Dương in mid-2023; every person, number and address is made up.
import { writeFileSync } from 'node:fs'

const seed = 20230701
// QĐ 20/2020/QĐ-TTg, which these codes follow, is in force from this day; Tân Uyên is a city from 10 April 2023.
const codesFrom = '2020-09-15'
const tanUyenCityFrom = '2023-04-10'

// ---- chance, the same on every machine (mulberry32) ----

let state = seed
function chance() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = (n) => Math.floor(chance() * n)
const pick = (list) => list[below(list.length)]
const digits = (n) => Array.from({ length: n }, () => below(10)).join('')
const words = (text) => text.split(', ')

/** Draws until the value is one that was not drawn before. */
function unique(taken, draw) {
  for (;;) {
    const value = draw()
    if (taken.has(value)) continue
    taken.add(value)
    return value
  }
}

// ---- agencies ----

const departments = [
  ['Văn phòng UBND tỉnh', "Office of the Provincial People's Committee"],
  ['Sở Nội vụ', 'Department of Home Affairs'],
  ['Sở Tư pháp', 'Department of Justice'],
  ['Sở Kế hoạch và Đầu tư', 'Department of Planning and Investment'],
  ['Sở Tài chính', 'Department of Finance'],
  ['Sở Công Thương', 'Department of Industry and Trade'],
  ['Sở Nông nghiệp và Phát triển nông thôn', 'Department of Agriculture and Rural Development'],
  ['Sở Giao thông vận tải', 'Department of Transport'],
  ['Sở Xây dựng', 'Department of Construction'],
  ['Sở Tài nguyên và Môi trường', 'Department of Natural Resources and Environment'],
  ['Sở Thông tin và Truyền thông', 'Department of Information and Communications'],
  ['Sở Lao động - Thương binh và Xã hội', 'Department of Labour, War Invalids and Social Affairs'],
  ['Sở Văn hóa, Thể thao và Du lịch', 'Department of Culture, Sports and Tourism'],
  ['Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
  ['Sở Giáo dục và Đào tạo', 'Department of Education and Training'],
  ['Sở Y tế', 'Department of Health'],
  ['Sở Ngoại vụ', 'Department of Foreign Affairs'],
  ['Thanh tra tỉnh', 'Provincial Inspectorate'],
  ['Ban Quản lý các khu công nghiệp Bình Dương', 'Bình Dương Industrial Zones Authority'],
  ['Ban Quản lý Khu công nghiệp Việt Nam - Singapore', 'Vietnam - Singapore Industrial Park Authority'],
]

const publicServiceCentre = ['Trung tâm Hành chính công tỉnh', 'Provincial Public Administration Centre']

const districts = [
  {
    kind: 'thành phố',
    name: 'Thủ Dầu Một',
    wards:
      'Phú Cường, Hiệp Thành, Chánh Nghĩa, Phú Thọ, Phú Hòa, Phú Lợi, Phú Mỹ, Phú Tân, Hòa Phú, Định Hòa, Hiệp An, Tân An, Tương Bình Hiệp, Chánh Mỹ',
  },
  {
    kind: 'thành phố',
    name: 'Dĩ An',
    wards: 'Dĩ An, An Bình, Bình An, Bình Thắng, Đông Hòa, Tân Bình, Tân Đông Hiệp',
  },
  {
    kind: 'thành phố',
    name: 'Thuận An',
    wards: 'Lái Thiêu, An Phú, An Thạnh, Bình Chuẩn, Bình Hòa, Bình Nhâm, Hưng Định, Thuận Giao, Vĩnh Phú',
    communes: 'An Sơn',
  },
  {
    kind: 'thành phố',
    name: 'Tân Uyên',
    from: tanUyenCityFrom,
    wards:
      'Uyên Hưng, Hội Nghĩa, Khánh Bình, Phú Chánh, Tân Hiệp, Tân Phước Khánh, Tân Vĩnh Hiệp, Thái Hòa, Thạnh Phước, Vĩnh Tân',
    communes: 'Bạch Đằng, Thạnh Hội',
  },
  {
    kind: 'thị xã',
    name: 'Bến Cát',
    wards: 'Mỹ Phước, Chánh Phú Hòa, Hòa Lợi, Tân Định, Thới Hòa',
    communes: 'An Điền, An Tây, Phú An',
  },
  {
    kind: 'huyện',
    name: 'Bàu Bàng',
    towns: 'Lai Uyên',
    communes: 'Cây Trường II, Hưng Hòa, Lai Hưng, Long Nguyên, Tân Hưng, Trừ Văn Thố',
  },
  {
    kind: 'huyện',
    name: 'Bắc Tân Uyên',
    towns: 'Tân Thành, Tân Bình',
    communes: 'Bình Mỹ, Đất Cuốc, Hiếu Liêm, Lạc An, Tân Định, Tân Lập, Tân Mỹ, Thường Tân',
  },
  {
    kind: 'huyện',
    name: 'Dầu Tiếng',
    towns: 'Dầu Tiếng',
    communes:
      'An Lập, Định An, Định Hiệp, Định Thành, Long Hòa, Long Tân, Minh Hòa, Minh Tân, Minh Thạnh, Thanh An, Thanh Tuyền',
  },
  {
    kind: 'huyện',
    name: 'Phú Giáo',
    towns: 'Phước Vĩnh',
    communes: 'An Bình, An Linh, An Long, An Thái, Phước Hòa, Phước Sang, Tam Lập, Tân Hiệp, Tân Long, Vĩnh Hòa',
  },
]

const kindsInEnglish = {
  'thành phố': 'City',
  'thị xã': 'Town',
  huyện: 'District',
  phường: 'Ward',
  'thị trấn': 'Township',
  xã: 'Commune',
}
const two = (n) => String(n).padStart(2, '0')

/** "H09.31.01" → "000.01.31.H09": the form that dossier codes still carry. */
function oldForm(code) {
  const [province, second = '00', third = '00'] = code.split('.')
  return `000.${third}.${second}.${province}`
}

let lines = 0
function agency(code, parent, kind, [nameVi, nameEn], from = codesFrom) {
  lines += 1
  return {
    code,
    national_id: oldForm(code),
    name_vi: nameVi,
    name_en: nameEn,
    parent_code: parent,
    kind,
    help_phone: `0274 0000 ${String(lines).padStart(3, '0')}`,
    help_hours: '07:30–17:00',
    valid_from: from,
    valid_to: '',
  }
}

const committee = (kind, name) => [`UBND ${kind} ${name}`, `People's Committee of ${name} ${kindsInEnglish[kind]}`]

function communesOf(district) {
  const of = (kind, names) => (names ? words(names).map((name) => ({ kind, name })) : [])
  return [...of('phường', district.wards), ...of('thị trấn', district.towns), ...of('xã', district.communes)]
}

function makeAgencies() {
  const list = [agency('H09', '', 'province', ['UBND tỉnh Bình Dương', "People's Committee of Bình Dương Province"])]
  departments.forEach((names, i) => list.push(agency(`H09.${two(i + 1)}`, 'H09', 'department', names)))
  list.push(agency('H09.01.01', 'H09.01', 'department', publicServiceCentre))
  districts.forEach((district, i) => {
    const code = `H09.${31 + i}`
    list.push(agency(code, 'H09', 'district', committee(district.kind, district.name), district.from))
    communesOf(district).forEach(({ kind, name }, j) =>
      list.push(agency(`${code}.${two(j + 1)}`, code, 'commune', committee(kind, name), district.from)),
    )
  })
  return list
}

// ---- officers ----

// A name that stands twice is drawn twice as often: about the shares that the names have in the south-east.
const surnames = words(
  'Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Trần, Trần, Trần, Trần, Lê, Lê, Lê, Phạm, Phạm, Huỳnh, Huỳnh, Huỳnh, Võ, Võ, Phan, Trương, Bùi, Đặng, Đỗ, Ngô, Hồ, Dương, Đinh, Lý, Đoàn, Lâm, Mai, Châu, Cao, Thái, Tô, Hà, Vương, Lưu, Trịnh, Tạ, Tống, Đào, Từ, Văn',
)
const names = {
  female: {
    middle: words(
      'Thị, Thị, Thị, Thị, Thị, Thị Ngọc, Thị Thanh, Thị Kim, Thị Thu, Thị Mỹ, Thị Bích, Thị Hồng, Ngọc, Kim, Thanh, Thùy, Mỹ, Thu, Bích, Minh, Phương, Hoàng, Diễm, Tuyết, Cẩm, Hồng, Bảo, Như, Quỳnh, Mai',
    ),
    given: words(
      'Lan, Hương, Hoa, Trang, Linh, Thảo, Ngân, Nhung, Yến, Vy, Trinh, Tuyền, Thủy, Mai, Dung, Hằng, Loan, Phượng, Nga, Oanh, Châu, Diệu, Giang, Hà, Hiền, Hồng, Huyền, Khánh, Kiều, Lệ, Liên, My, Nguyệt, Nhi, Như, Quyên, Quỳnh, Thắm, Thơ, Thư, Thương, Trâm, Trúc, Tú, Uyên, Vân, Xuân, Duyên, Chi, Ánh, Đào, Sương, Tiên, Thoa, Hạnh',
    ),
  },
  male: {
    middle: words(
      'Văn, Văn, Văn, Văn, Quốc, Minh, Minh, Hoàng, Thanh, Đức, Hữu, Công, Ngọc, Anh, Tấn, Trung, Xuân, Duy, Gia, Nhật, Phước, Thành, Trọng, Bá, Đình, Chí, Thế, Hồng, Tuấn, Quang',
    ),
    given: words(
      'Huy, Tuấn, Dũng, Hùng, Nam, Phong, Quang, Sơn, Tâm, Thắng, Toàn, Trí, Vinh, Khoa, Long, Bình, Cường, Đạt, Hải, Hiếu, Hòa, Khánh, Kiên, Lâm, Lộc, Lợi, Luân, Nghĩa, Nhân, Phát, Phúc, Phương, Quân, Quý, Tài, Tân, Thành, Thiện, Thịnh, Thuận, Tiến, Tín, Trung, Trường, Tùng, Việt, Vũ, Khang, An, Duy, Kiệt, Mẫn, Nguyên, Đăng, Hậu',
    ),
  },
}

const birthProvinces = words('070, 072, 075, 077, 079, 079, 080, 082, 083, 087, 030, 034, 036, 038, 040, 042, 051, 052')
const mobilePrefixes = words(
  '032, 033, 034, 035, 036, 037, 038, 039, 056, 056, 058, 059, 070, 076, 077, 078, 079, 081, 082, 083, 084, 085, 086, 088, 088, 090, 091, 093, 094, 096, 097, 098, 098, 098',
)

const taken = { names: new Set(), ids: new Set(), phones: new Set(), emails: new Set() }

const bare = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (d) => (d === 'đ' ? 'd' : 'D'))
    .toLowerCase()

// No part twice, not even with other marks ("Phương Phượng").
function drawName(sex) {
  const { middle, given } = names[sex]
  for (;;) {
    const parts = [pick(surnames), ...pick(middle).split(' '), pick(given)]
    if (new Set(parts.map(bare)).size === parts.length) return parts.join(' ')
  }
}

/** Namesakes are real life, and a reason never to match by name; those of the walk stay the only ones. */
const known = { female: [], male: [] }
function personName(sex) {
  if (chance() < 0.015 && known[sex].length > 0) return pick(known[sex])
  const name = unique(taken.names, () => drawName(sex))
  known[sex].push(name)
  return name
}

/** PPP G YY NNNNNN: G is even for men, odd for women, and 2 more for those born in the 2000s. */
function citizenId(sex, year) {
  const province = chance() < 0.78 ? '074' : pick(birthProvinces)
  const g = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0)
  return unique(taken.ids, () => `${province}${g}${two(year % 100)}${two(below(3))}${digits(4)}`)
}

const oldCard = () => unique(taken.ids, () => `${pick(['280', '281'])}${digits(6)}`)
const phone = () => unique(taken.phones, () => `${pick(mobilePrefixes)}${digits(7)}`)

/** "Nguyễn Thị Hạnh" → "hanhnt@…", the next one "hanhnt2@…". */
function email(name) {
  const parts = bare(name).split(' ')
  const stem = parts.at(-1) + parts.slice(0, -1).reduce((initials, part) => initials + part[0], '')
  let count = 1
  return unique(taken.emails, () => `${stem}${count++ === 1 ? '' : count - 1}@binhduong.example`)
}

function officer(agencyCode, role, rights, idKind = 'citizen') {
  const sex = chance() < 0.54 ? 'female' : 'male'
  // Of working age in 2023; a card of nine digits alone is an older colleague's.
  const year = idKind === 'citizen' ? 1964 + below(37) : 1964 + below(6)
  const name = personName(sex)
  const hasOldCard = idKind === 'citizen' && year <= 1998 && chance() < 0.4
  return {
    id_number: idKind === 'citizen' ? citizenId(sex, year) : oldCard(),
    old_id_number: hasOldCard ? oldCard() : '',
    name,
    agency_code: agencyCode,
    role,
    rights,
    phone: phone(),
    email: email(name),
    birth_date: `${year}-${two(1 + below(12))}-${two(1 + below(28))}`,
    sex,
  }
}

const walk = [
  {
    id_number: '074185001234',
    old_id_number: '281000043',
    name: 'Nguyễn Thị Hạnh',
    agency_code: 'H09.31.01',
    role: 'officer',
    rights: 'receive;process;return',
    phone: '0901234926',
    email: 'hanhnt@binhduong.example',
    birth_date: '1985-03-14',
    sex: 'female',
  },
  {
    id_number: '074080005678',
    old_id_number: '280000157',
    name: 'Phạm Quốc Huy',
    agency_code: 'H09.31.01',
    role: 'unit-admin',
    rights: 'process;approve',
    phone: '0913456802',
    email: 'huypq@binhduong.example',
    birth_date: '1980-09-02',
    sex: 'male',
  },
]

/** The posts of one agency: role and rights of each. */
function posts(kind, index) {
  const receiver = ['officer', 'receive;return']
  const specialist = ['officer', 'process']
  const leader = ['officer', 'approve']
  const admin = ['unit-admin', 'process;approve']
  if (kind === 'department') {
    return [admin, receiver, specialist, specialist, leader, ...(index % 3 === 0 ? [['unit-admin', 'process']] : [])]
  }
  if (kind === 'district') {
    return [admin, ['unit-admin', 'process'], receiver, receiver, specialist, specialist, specialist, leader]
  }
  const small = [['officer', 'receive;process;return'], leader]
  return index % 3 === 0 ? [admin, ...small] : [...small, ['officer', 'process']].slice(0, 2 + (index % 2))
}

// Three communes of four have officers; the others are for trying the import.
const hasOfficers = (unit, index) => unit.kind !== 'province' && (unit.kind !== 'commune' || index % 4 !== 3)

function makeOfficers(agencies) {
  for (const person of walk) {
    taken.ids.add(person.id_number).add(person.old_id_number)
    taken.phones.add(person.phone)
    taken.emails.add(person.email)
    taken.names.add(person.name)
  }
  const list = [...walk]
  agencies.forEach((unit, index) => {
    if (!hasOfficers(unit, index)) return
    posts(unit.kind, index).forEach(([role, rights], post) => {
      const oldCardOnly = unit.kind === 'commune' && index % 16 === 0 && post === 1
      list.push(officer(unit.code, role, rights, oldCardOnly ? 'old-card' : 'citizen'))
    })
  })
  return list
}

// ---- wrong rows: the first one is right, and must not come in either ----

const right = {
  id_number: '074190009001',
  old_id_number: '281900001',
  name: 'Lê Thị Mỹ Duyên',
  agency_code: 'H09.31.02',
  role: 'officer',
  rights: 'receive;return',
  phone: '0968000901',
  email: 'duyenltm@binhduong.example',
  birth_date: '1990-05-20',
  sex: 'female',
}

const faults = [
  { id_number: '07419000902' },
  { id_number: '07419000903O' },
  { id_number: right.id_number },
  { old_id_number: '28190004' },
  { old_id_number: right.old_id_number },
  { name: '' },
  { agency_code: 'H09.99.07' },
  { role: 'chief' },
  { rights: 'receive;sign' },
  { phone: '02743822999' },
  { phone: right.phone },
  { email: 'duyen.binhduong.example' },
  { birth_date: '1990-02-30' },
  { birth_date: '1987-05-20' },
  { sex: 'male' },
]

const wrongRows = () => [
  right,
  ...faults.map((fault, i) => ({
    ...right,
    id_number: `0741900090${two(i + 10)}`,
    old_id_number: '',
    name: `Lê Thị Mỹ ${names.female.given[i]}`,
    phone: `09680009${two(i + 10)}`,
    email: `mau${i + 1}@binhduong.example`,
    ...fault,
  })),
]

// ---- files ----

const cell = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

function write(file, rows) {
  const columns = Object.keys(rows[0])
  const text = [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((row) => row.map(cell).join(','))
    .join('\n')
  writeFileSync(new URL(`../samples/${file}`, import.meta.url), `${text}\n`.normalize('NFC'))
  console.log(`samples/${file}: ${rows.length} rows`)
}

const agencies = makeAgencies()
write('agencies.csv', agencies)
write('officers.csv', makeOfficers(agencies))
write('officers-wrong.csv', wrongRows())
