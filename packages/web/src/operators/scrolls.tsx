import type { ReactNode } from 'react'

/** What may be wider than a phone: it scrolls by itself, also by keyboard. */
export const Scrolls = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // a region that scrolls takes the focus, or nobody without a mouse sees its end
  <div className="scrolls" tabIndex={0} role="region" aria-label={label}>
    {children}
  </div>
)
