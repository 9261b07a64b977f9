import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** `main`: the one thing to do here; `outline`: another; `danger`: takes something away; `text`: the way out. */
export type ButtonKind = 'main' | 'outline' | 'quiet' | 'danger' | 'text'
const classes: { readonly [kind in ButtonKind]: string } = { main: 'p l', outline: 'o', quiet: 'g', danger: 'x', text: 't' }

interface Look {
  readonly kind?: ButtonKind
  readonly wide?: boolean
  readonly icon?: IconName
  readonly children: ReactNode
}
interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className'> {
  /** At work: it cannot be pressed again, and says so. */
  readonly busy?: boolean
}
const classOf = (kind: ButtonKind, wide: boolean | undefined) => `btn ${classes[kind]} ${wide ? 'w' : ''}`

/** One that is disabled says in its own text why and until when. */
export const Button = ({ kind = 'main', wide, icon, busy, children, disabled, ...rest }: ButtonProps) => (
  <button type="button" className={classOf(kind, wide)} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
    {busy ? <span className="spin" aria-hidden="true" /> : icon && <Icon name={icon} size="s" />}
    {children}
  </button>
)
interface LinkProps extends Look {
  readonly to: string
}
export const LinkButton = ({ kind = 'main', wide, icon, to, children }: LinkProps) => (
  <Link href={to} className={classOf(kind, wide)}>
    {icon && <Icon name={icon} size="s" />}
    {children}
  </Link>
)
