import { icons, type IconName } from './icons.ts'

/** A drawing beside words; it says nothing by itself. */
export const Icon = ({ name, size = '' }: { readonly name: IconName; readonly size?: '' | 's' | 'xs' | 'l' }) => (
  <svg className={`ic ${size}`} viewBox="0 0 24 24" aria-hidden="true">
    <path d={icons[name]} />
  </svg>
)
