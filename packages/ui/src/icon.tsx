// An icon from the sprite; decoration only, so the words beside it carry the meaning.
import { assetUrl } from './assets.ts'
import type { IconName } from './icon-sprite.ts'

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true">
      <use href={`${assetUrl('icons.svg')}#${name}`} />
    </svg>
  )
}

export function Star() {
  return (
    <svg class="star" aria-hidden="true">
      <use href={`${assetUrl('icons.svg')}#star`} />
    </svg>
  )
}

export function Drum() {
  return (
    <svg class="drum" viewBox="0 0 200 200" aria-hidden="true">
      <use href={`${assetUrl('icons.svg')}#drum`} />
    </svg>
  )
}
