// The memo's table "SỐ ĐIỆN THOẠI": STT., number, what it is used for, Cập nhật and Xóa.
import { Chip } from '@motcua/ui/chip.tsx'
import { Icon } from '@motcua/ui/icon.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { Phone } from '../../records/phones/store.ts'
import { words } from './phone-words.ts'

export function PhoneTable({ shell, phones }: { shell: Shell; phones: readonly Phone[] }) {
  const say = words[shell.language]
  if (phones.length === 0)
    return (
      <div class="empty">
        <strong>{say.none}</strong>
        {say.noneText}
      </div>
    )
  return (
    <table class="cards">
      <thead>
        <tr>
          <th class="only-wide">{say.order}</th>
          <th>{say.number}</th>
          <th>{say.receives}</th>
          <th class="num">{say.actions}</th>
        </tr>
      </thead>
      <tbody>
        {phones.map((phone, index) => (
          <Row key={phone.id} shell={shell} phone={phone} order={index + 1} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ shell, phone, order }: { shell: Shell; phone: Phone; order: number }) {
  const say = words[shell.language]
  const masked = `+84 ${maskPhone(phone.number)}`
  const path = inLanguage(shell.language, `/my-account/phones/${phone.id}`)
  return (
    <tr>
      <td class="only-wide">{order}</td>
      <td class="pin">{masked}</td>
      <td>
        <PhoneState shell={shell} phone={phone} />
      </td>
      <td class="num row-links">
        <a class="button quiet" href={`${path}/edit`} aria-label={`${say.edit} ${masked}`}>
          <Icon name="pencil" /> {say.edit}
        </a>
        <a class="button quiet" href={`${path}/delete`} aria-label={`${say.remove} ${masked}`}>
          <Icon name="x" /> {say.remove}
        </a>
      </td>
    </tr>
  )
}

function PhoneState({ shell, phone }: { shell: Shell; phone: Phone }) {
  const say = words[shell.language]
  if (phone.codes_from) return <Chip tone="ready">{say.inUse}</Chip>
  return phone.confirmed_at ? <Chip tone="info">{say.confirmed}</Chip> : <Chip tone="plain">{say.unconfirmed}</Chip>
}
