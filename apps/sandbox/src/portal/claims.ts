// What the portal says about a person (domain.md §1.2): names are case-sensitive, unaccented Vietnamese.
import { createHash } from 'node:crypto'
import type { Person } from '../people/person.ts'
import type { Portal } from './portal.ts'

/** Only userinfo tells them: the ID token travels in addresses (as a hint at sign-out), so it names nobody. */
export function claimsOf(portal: Portal, person: Person): Record<string, string> {
  const hidesNumber = portal.faults.read().portal.mode === 'no-id-number'
  return {
    sub: person.techId,
    TechID: person.techId,
    LoaiTaiKhoan: person.kind === 'enterprise' ? '2' : '1',
    HoVaTen: person.name,
    NgayThangNamSinh: person.birthDate.replaceAll('-', ''),
    GioiTinh: person.sex === 'male' ? '1' : '2',
    ...(hidesNumber ? {} : numbersOf(person)),
    ...(person.tellsPhone ? { SoDienThoai: person.phone, XacNhan_SoDienThoai: 'true' } : {}),
    ...(person.enterprise ? { MaSoThue: person.enterprise.taxCode, TenDoanhNghiep: person.enterprise.name } : {}),
    ...(person.viaVneid ? vneidClaims(portal, person) : {}),
  }
}

const numbersOf = (person: Person) => ({
  SoDinhDanh: person.idNumber,
  ...(person.oldIdNumber && !person.viaVneid ? { SoCMND: person.oldIdNumber } : {}),
})

/** As at the real one, the sign-out address holds a bearer token: whoever logs or keeps it in the clear has a leak. */
function vneidClaims(portal: Portal, person: Person) {
  const token = createHash('sha256').update(`vneid ${person.techId} ${portal.now()}`).digest('base64url')
  return { loginIdp: 'BCA', logoutUri: `${portal.origin}/api/idp/third-party/logout?token_id=${token}` }
}
