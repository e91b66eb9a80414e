// The portal's claims → who it is, in our words (domain.md §1.2: names are case-sensitive, unaccented Vietnamese).
import { z } from 'zod'

const claims = z.object({
  sub: z.string().min(1).max(100),
  TechID: z.string().min(1).max(100).optional(),
  LoaiTaiKhoan: z.coerce.string().optional(),
  HoVaTen: z.string().max(200).optional(),
  SoDinhDanh: z.string().optional(),
  SoCMND: z.string().optional(),
  NgayThangNamSinh: z.string().optional(),
  SoDienThoai: z.string().optional(),
})

export type PortalIdentity = {
  techId: string
  /** An enterprise's account never matches an officer. */
  isEnterprise: boolean
  name: string
  /** 9 or 12 digits each, at least one; SoDinhDanh first. */
  idNumbers: string[]
  /** yyyy-mm-dd */
  birthDate: string | null
  phone: string | null
}

/** Null where the claims do not name one person with an ID number. */
export function readIdentity(raw: unknown): PortalIdentity | null {
  const read = claims.safeParse(raw)
  if (!read.success) return null
  const { sub, TechID, LoaiTaiKhoan, HoVaTen, SoDinhDanh, SoCMND, NgayThangNamSinh, SoDienThoai } = read.data
  const idNumbers = [SoDinhDanh, SoCMND].flatMap((text) =>
    text && /^(\d{9}|\d{12})$/.test(text.trim()) ? [text.trim()] : [],
  )
  if (idNumbers.length === 0) return null
  return {
    techId: TechID ?? sub,
    isEnterprise: LoaiTaiKhoan === '2',
    name: HoVaTen?.trim() ?? '',
    idNumbers: [...new Set(idNumbers)],
    birthDate: /^\d{8}$/.test(NgayThangNamSinh ?? '')
      ? NgayThangNamSinh!.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
      : null,
    phone: SoDienThoai ?? null,
  }
}
