// Writes the block-list of 100,000 passwords that the account service refuses; the same input gives the same file.
// Run it with the list of common passwords of the package @zxcvbn-ts/language-common (MIT), unpacked anywhere:
//   node scripts/make-blocked-passwords.mjs FOLDER/src/passwords.json
// How the list is put together: apps/account/src/records/passwords/blocked-passwords.README.md
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const size = 100_000
const shortest = 8
const target = new URL('../apps/account/src/records/passwords/blocked-passwords.txt.gz', import.meta.url)

const words = (text) => text.trim().split(/\s+/)
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

// ---- what people here build passwords from, without marks and spaces, as they type them ----

const phrases = words(`
  matkhau matkhaumoi matkhaucu khongcomatkhau khongnho quenmatkhau matkhaucuatoi motmatkhau doimatkhau
  anhyeuem emyeuanh yeuem yeuanh yeuemnhieu yeuanhnhieu anhnhoem emnhoanh yeuemmaimai mailayeuem tinhyeu tinhyeucuatoi
  conyeume conyeubame giadinh giadinhtoi giadinhlasomot bome bame cuocsong hanhphuc maimai maiyeu mailamotgiacmo
  khongbiet khongquen khongbaogio khongnoi chaoban xinchao banbe conmeo concho meocon cunyeu baby babyboo embe
  hoahong hoamai hoasen thienthan hoangtu congchua maytinh dienthoai laptop mayvitinh internet tinhoc
  locphat phatloc phattai taiphat loctai maymanvui maymanhom vanphuc anlac binhan sumenh thanhcong chienthang
  vietnam vietnamvodich toiyeuvietnam yeuvietnam toilanguoivietnam nguoivietnam tienlenvietnam
  doclap doclaptudo doclaptudohanhphuc doclaptudohanhphucvietnam conghoaxahoichunghiavietnam
  khongcogiquyhondoclaptudo bachomuonnam bacho hochiminh chutichhochiminh viduocphucvu viboquocphuc visunghiep
  congongphuctungtan phucvunhandan vinhandanphucvu hocmaihocnua hochochocmai hocnuahocmai coconglamaisat
  coconcongmaisatconaygnaynenkim mualamuanang muaxuan muahe muathu muadong
`)

const workplace = words(`
  admin administrator quantri quantrivien hethong root user test demo support guest manager system server login
  welcome password passw pass secret master changeme default account taikhoan dangnhap nguoidung nhanvien canbo
  congchuc vienchuc chuyenvien lanhdao giamdoc truongphong phophong ketoan thuquy vanthu vanphong nhansu
  ubnd uybannhandan uyban hoidongnhandan hdnd tinhuy huyenuy thanhuy chinhquyen chinhphu chinhquyendientu hanhchinh
  hanhchinhcong motcua motcuabd motcualienthong bophanmotcua tiepnhan tiepnhanhoso hoso traketqua dichvucong dvc dvcqg
  congdichvucong thutuc thutuchanhchinh tthc igate egov vneid vssid canguoccongdan cancuoc cccd cmnd danhtinh dinhdanh
  sonoivu sotuphap sotaichinh soytebd soyte socongthuong soxaydung sogtvt stnmt stttt skhdt sldtbxh svhttdl skhcn sgddt
  noivu tuphap taichinh congthuong nongnghiep giaothong xaydung tainguyen moitruong thongtin truyenthong laodong
  vanhoa thethao dulich khoahoc congnghe giaoduc yte ngoaivu thanhtra congan quandoi caicach chuyendoiso
  benhvien truonghoc daihoc caodang giaovien bacsi hocsinh sinhvien congty vnpt viettel mobifone vinaphone fpt mobi
  office hanoivn company abc abcd abcde aa ab a aaa qwe qwer asd asdf zxc qaz xyz it itbd cntt phongit
  facebook zalo google gmail yahoo hotmail youtube tiktok windows microsoft samsung iphone toyota honda yamaha
`)

const places = words(`
  binhduong thudaumot dian thuanan tanuyen bencat baubang bactanuyen dautieng phugiao tinhbinhduong tpthudaumot
  phucuong hiepthanh chanhnghia phutho phuhoa phuloi phumy phutan hoaphu dinhhoa hiepan tanan tuongbinhhiep chanhmy
  anbinh binhan binhthang donghoa tanbinh tandonghiep laithieu anphu anthanh binhchuan binhhoa binhnham hungdinh
  thuangiao vinhphu anson uyenhung hoinghia khanhbinh phuchanh tanhiep tanphuockhanh tanvinhhiep thaihoa thanhphuoc
  vinhtan myphuoc chanhphuhoa hoaloi tandinh thoihoa laiuyen tanthanh phuocvinh becamex vsip songthan daivanhien
  saigon hanoi hochiminhcity tphcm sgn danang haiphong cantho hue nhatrang dalat vungtau bienhoa dongnai tayninh
  binhphuoc longan tiengiang bentre travinh vinhlong dongthap angiang kiengiang haugiang soctrang baclieu camau
  khanhhoa ninhthuan binhthuan phuyen binhdinh quangngai quangnam quangtri quangbinh hatinh nghean thanhhoa ninhbinh
  namdinh thaibinh hanam hungyen haiduong bacninh bacgiang quangninh langson caobang backan thainguyen tuyenquang
  hagiang laocai yenbai laichau dienbien sonla hoabinh phutho vinhphuc gialai kontum daklak daknong lamdong dongnam
`)

const names = words(`
  an anh bao bich binh chau chi chien chung cong cuong dai dan dang dao dat diem diep dinh doan dong duc dung duong duy
  duyen gam giang ha hai han hang hanh hao hau hien hieu hoa hoai hoan hoang hong hop hue hung huong huu huy huyen
  khai khang khanh khoa khoi khue kien kiet kieu kim lam lan lanh le lien linh loan loc loi long luan luong luyen ly mai
  man manh mau minh mo my nam nga ngan nghia ngoc nguyen nguyet nha nhan nhat nhi nhu nhung ninh oanh phat phi phong phu
  phuc phung phuoc phuong quan quang quoc quy quyen quynh sang sinh son suong tai tam tan tao thach thai tham thang thanh
  thao the thi thien thinh tho thoa thu thuan thuc thuong thuy tien tin tinh toai toan tram trang tri trieu trinh trong
  truc trung truong tu tuan tung tuyen tuyet uyen van vang vi vien viet vinh vu vuong vy xuan yen
`)
const middles = words('thi van ngoc thanh minh hoang quoc duc hong kim thu anh')

// ---- what is put behind them ----

const years = range(2018, 2027).map(String)
const tails = [
  ...words('1 12 123 1234 12345 123456 123456789 321 999 68 79 6789 8888'),
  ...words('@1 @12 @123 @1234 @12345 @123456 @321 @111 @999 @888 @68 @79 @86 @6789 @2000 @1990'),
  ...words('1@ 12@ 123@ 1234@ 123456@ 1! 12! 123! 1234! !1 !12 !123 #1 #12 #123 123# .123 _123 *123 $123'),
  ...words('!@# 123!@# !@#123 @abc123 @1a @a1 @123! @123# @123. @123a a@123 @@123'),
  ...years,
  ...years.map((year) => `@${year}`),
  ...words('2023@ 2024@ 2025@ 2026@ 2023! 2024! 2025! 2026!'),
]
const shortTails = words('@123 @1234 123@ 123! 1! @1 !1 !123 #1 @2024 @2025 2025!')

// ---- walks over the keyboard, with each digit also as its shifted sign ----

const walks = words(`
  1qaz2wsx 1qazxsw2 2wsx1qaz zaq12wsx zaq1xsw2 1qaz2wsx3edc 3edc4rfv 4rfv3edc qazwsx123 qazwsxedc 1q2w3e4r 1q2w3e4r5t
  q1w2e3r4 q1w2e3r4t5 qwer1234 1234qwer asdf1234 1234asdf zxcv1234 1234zxcv qwerty12 qwerty123 qwerty1234 qwe123qwe
  123qwe123 123qweasd 123qweasdzxc qweasd123 qweasdzxc asd123asd 1q1q1q1q 1a2b3c4d a1b2c3d4 a1s2d3f4 abc12345 abcd1234
  1234abcd aaaa1111 abc123abc 123abc123 12345678a a12345678 123456789a a123456789 123456aa aa123456 1234567a qwertyuiop
  qwertyuiop123 asdfghjkl asdfghjkl123 zxcvbnm123 qwertyuiopasdfgh qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm
  abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqrstuvwxyz 1qaz2wsx3edc4rfv 1q2w3e4r5t6y7u8i qazwsxedcrfvtgb
  1234567890qwertyuiop 1234567890abcdef 123456789012345 1234567891011121 9876543210123456
`)
const shifted = new Map(Array.from('1234567890', (digit, i) => [digit, '!@#$%^&*()'[i]]))

/** "1qaz2wsx" → also "!qaz2wsx", "1qaz@wsx", "!qaz@wsx"; for more than four digits only the run at one end. */
function shiftedForms(walk) {
  const digits = [...walk.matchAll(/\d/g)].map((match) => match.index)
  const chosen = digits.length <= 4 ? digits : [digits[0], digits.at(-1)]
  return range(0, 2 ** chosen.length - 1).map((mask) =>
    Array.from(walk, (char, i) =>
      mask & (1 << chosen.indexOf(i)) && chosen.includes(i) ? shifted.get(char) : char,
    ).join(''),
  )
}

// ---- putting it together ----

const normal = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s/g, '').normalize('NFC')

const list = new Set()
const counts = []
function add(title, entries) {
  const before = list.size
  for (const entry of entries) if (list.size < size && entry.length >= shortest) list.add(entry)
  counts.push([title, list.size - before])
}
const each = (stems, ends) => stems.flatMap((stem) => [stem, ...ends.map((end) => `${stem}${end}`)])

function* rankedWithTails(common) {
  const stems = common.filter((word) => /^[a-z]{4,10}$/.test(word))
  for (const stem of stems) for (const tail of shortTails) yield `${stem}${tail}`
}

const source = process.argv[2]
if (!source) {
  console.error('Give the path of passwords.json of @zxcvbn-ts/language-common 4.1.3.')
  process.exit(1)
}
const common = JSON.parse(readFileSync(source, 'utf8')).map(normal)
const birthYears = range(1965, 2005).flatMap((year) => [`${year}`, `@${year}`])
const pairs = middles.flatMap((first) => names.map((name) => `${first}${name}`))
const doubled = [...phrases, ...places, ...names, ...workplace].map((stem) => `${stem}${stem}`)

add('seen in leaks (public list)', common)
add('keyboard walks', each(walks.flatMap(shiftedForms), ['!', '@', '#', '1', '123', '!@#', '@123']))
add('Vietnamese phrases', each(phrases, tails))
add('words of the workplace', each(workplace, tails))
add('places', each(places, tails))
add('given names', each(names, tails))
add('given names with a birth year', each(names, birthYears))
add('names of two words', each(pairs, ['123', '@123', '@1234']))
add('words twice', each(doubled, ['123', '@123', '1!']))
add('common words with an ending', rankedWithTails(common))

const sorted = [...list].map((entry) => Buffer.from(entry)).sort((a, b) => Buffer.compare(a, b))
const text = Buffer.concat(sorted.map((entry) => Buffer.concat([entry, Buffer.from('\n')])))
const packed = gzipSync(text, { level: 9 })
writeFileSync(target, packed)
for (const [title, count] of counts) console.log(`${String(count).padStart(7)}  ${title}`)
console.log(`${String(list.size).padStart(7)}  entries, ${text.length} bytes, ${packed.length} packed`)
