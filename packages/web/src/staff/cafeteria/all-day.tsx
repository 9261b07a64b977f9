import { Chip } from '../../design/chip.tsx'
import type { Drink, MenuItem } from '../../shops/cafeteria/queries.ts'
import { cafe, optionName } from '../../shops/cafeteria/words.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { SellOut } from './sell-out.tsx'
import { barWords } from './words.ts'

interface AllDayProps {
  readonly drinks: readonly Drink[]
  readonly menu: readonly MenuItem[]
  readonly maySellOut: boolean
}
/** What is to be made over all tickets: so that ten iced ones are begun together; and what is sold out. */
export const AllDay = ({ drinks, menu, maySellOut }: AllDayProps) => {
  const say = useWords(barWords)
  const customers = useWords(cafe)
  const both = useWords(shared)
  const language = useLanguage()
  const count = (of: readonly Drink[]) => of.reduce((sum, d) => sum + (d.qty ?? 1), 0)
  const products = Map.groupBy(drinks, d => d.productName ?? '')
  const nameOf = (productName: string) => menu.find(i => i.productName === productName)?.names[language] ?? productName
  return (
    <aside className="allday" aria-label={say('allToMake')}>
      <h2>{say('allToMake')}</h2>
      {[...products].map(([productName, of]) => (
        <div key={productName}>
          <div className="r">
            {nameOf(productName)}
            <b>{count(of)}</b>
          </div>
          {[...Map.groupBy(of, d => d.options.temperature ?? '')].map(
            ([temperature, some]) =>
              temperature && (
                <div className="r sub" key={temperature}>
                  {optionName(customers, temperature)}
                  <b>{count(some)}</b>
                </div>
              ),
          )}
        </div>
      ))}
      <div className="stock">
        {menu
          .filter(i => i.soldOut || i.stock !== null)
          .map(item => (
            <div className="r small" key={item.id}>
              {item.soldOut ? item.names[language] : say('left', { name: item.names[language] })}
              {item.soldOut ? (
                <span className="up">
                  <Chip tone="ended" icon="none">
                    {both('soldOut')}
                  </Chip>
                </span>
              ) : (
                <b>{item.stock}</b>
              )}
            </div>
          ))}
        {maySellOut && <SellOut menu={menu} />}
      </div>
    </aside>
  )
}
