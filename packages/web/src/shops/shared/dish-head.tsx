import { Quantity } from '../../design/fields.tsx'

interface DishHeadProps {
  readonly picture: string
  readonly name: string
  /** What one costs, in words. */
  readonly each: string
  /** The name of the field. */
  readonly label: string
  readonly qty: number
  /** How many there are; null: nobody counts them. */
  readonly stock: number | null
  readonly onChange: (qty: number) => void
}
/** What is ordered, and how many. */
export const DishHead = ({ picture, name, each, label, qty, stock, onChange }: DishHeadProps) => (
  <section className="fx dish">
    <span className="pic">
      <img src={picture} alt="" width="66" height="66" />
    </span>
    <div className="grow">
      <h1>{name}</h1>
      <p className="q sm">{each}</p>
    </div>
    <Quantity label={label} value={qty} most={Math.min(100, stock ?? 100)} onChange={onChange} />
  </section>
)
