import type { CSSProperties, ReactNode } from 'react'

/** What a column is called; `right`: of figures. Empty: of buttons. */
export type Head = string | { readonly right: string }
const textOf = (head: Head): string => (typeof head === 'string' ? head : head.right)

/** For the style sheet: on a phone each row is a card, and each cell says itself what it is. */
const labels = (heads: readonly Head[]): CSSProperties =>
  Object.fromEntries(heads.map((head, i) => [`--head-${i + 1}`, textOf(head) ? JSON.stringify(textOf(head)) : 'none'])) as CSSProperties

interface TableProps {
  readonly label: string
  readonly heads: readonly Head[]
  /** Of many rows with few figures: they stay rows on a phone, too, and what is in the second column stands below. */
  readonly isDense?: boolean
  readonly children: ReactNode
}
/** Rows under their heads; cards on a phone. What is still wider than the screen scrolls by itself, also by keyboard. */
export const Table = ({ label, heads, isDense, children }: TableProps) => {
  return (
    // a region that scrolls takes the focus, or nobody without a mouse sees its end
    <div className="scrolls" tabIndex={0} role="region" aria-label={label}>
      <table className={isDense ? 'tbl dense' : 'tbl cards'} style={labels(heads)}>
        {heads.some(textOf) && (
          <thead>
            <tr>
              {heads.map((head, i) =>
                textOf(head) ? (
                  <th key={textOf(head)} scope="col" className={typeof head === 'string' ? '' : 'r'}>
                    {textOf(head)}
                  </th>
                ) : (
                  <td key={`${label} ${i}`} />
                ),
              )}
            </tr>
          </thead>
        )}
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
