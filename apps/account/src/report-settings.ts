// Who issues the reports: the heading, number and foot that decree 30/2020/NĐ-CP asks for; the defaults are those of the memo's province.
import { z } from 'zod'

export const reportSettings = {
  REPORT_ISSUER_ABOVE: z
    .string()
    .default('UBND TỈNH BÌNH DƯƠNG')
    .describe('Reports: the agency above the one that issues them, in capitals'),
  REPORT_ISSUER: z
    .string()
    .default('SỞ THÔNG TIN VÀ TRUYỀN THÔNG')
    .describe('Reports: the agency that issues them, in capitals'),
  REPORT_SYMBOL: z.string().default('STTTT').describe('Reports: its symbol in their number, “/BC-STTTT”'),
  REPORT_PLACE: z.string().default('Bình Dương').describe('Reports: the place beside the date'),
  REPORT_SIGNER: z.string().default('GIÁM ĐỐC').describe('Reports: the office of who signs them, in capitals'),
  REPORT_RECIPIENTS: z
    .string()
    .default('UBND tỉnh (để báo cáo); Các sở, ban, ngành; UBND các huyện, thị xã, thành phố; Lưu: VT')
    .describe('Reports: who gets them (“Nơi nhận”), parted by semicolons'),
}

export type Issuer = {
  above: string
  name: string
  symbol: string
  place: string
  signer: string
  /** Each with its dash and its mark at the end. */
  recipients: string[]
}

type Settings = { [name in keyof typeof reportSettings]: string }

export function issuerOf(settings: Settings): Issuer {
  const lines = settings.REPORT_RECIPIENTS.split(';')
    .map((line) => line.trim())
    .filter(Boolean)
  return {
    above: settings.REPORT_ISSUER_ABOVE,
    name: settings.REPORT_ISSUER,
    symbol: settings.REPORT_SYMBOL,
    place: settings.REPORT_PLACE,
    signer: settings.REPORT_SIGNER,
    recipients: lines.map((line, index) => `- ${line}${index === lines.length - 1 ? '.' : ';'}`),
  }
}
