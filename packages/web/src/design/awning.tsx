import { useId } from 'react'

/** Every shop hangs under its own; the color is the system's accent. */
export const Awning = () => {
  const id = useId()
  return (
    <svg className="awning" aria-hidden="true">
      <defs>
        <pattern id={id} width="36" height="26" patternUnits="userSpaceOnUse">
          <path className="a" d="M0 0h18v17a9 9 0 0 1-18 0z" />
          <path className="c" d="M18 0h18v17a9 9 0 0 1-18 0z" />
        </pattern>
      </defs>
      <rect width="100%" height="26" fill={`url(#${id})`} />
      <rect width="100%" height="3" fill="rgb(0 0 0 / .12)" />
    </svg>
  )
}
export const LogoMark = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <path d="M2 2h28v20l-8 8H2z" fill="var(--note-aggregate)" />
    <path d="M30 22h-8v8z" fill="var(--note-aggregate-fold)" />
    <path d="M9 15.5l5 5 9-10" fill="none" stroke="#7B4B2A" strokeWidth="3.4" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
