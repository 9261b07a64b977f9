import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { delivery } from '../../api/delivery.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { type Dish, type Store, useDishes } from '../../shops/delivery/queries.ts'
import { meals, optionName } from '../../shops/delivery/words.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import type { Cooking } from './queries.ts'
import { kitchenWords } from './words.ts'

interface KitchenMenuProps {
  readonly storeId: string
  readonly store: Store | undefined
  readonly toMake: readonly Cooking[]
}
/** What is to be made over all tickets, and which dishes can be had. */
export const KitchenMenu = ({ storeId, store, toMake }: KitchenMenuProps) => {
  const say = useWords(kitchenWords)
  const customers = useWords(meals)
  const language = useLanguage()
  const client = useQueryClient()
  const dishes = useDishes()
  const toggle = useMutation({
    mutationFn: (dish: Dish) =>
      answer(delivery.PATCH('/menus/{id}', { params: { path: { id: dish.id } }, body: { soldOut: !dish.soldOut } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['delivery', 'menus'] }),
  })
  const lines = toMake.flatMap(c => c.items)
  const countOf = (some: typeof lines) => some.reduce((sum, l) => sum + l.qty, 0)
  const mine = dishes.data?.filter(d => d.storeId === storeId) ?? []
  return (
    <aside className="allday" aria-label={say('allToMake')}>
      <h2>{say('allToMake')}</h2>
      {mine.map(dish => {
        const of = lines.filter(l => l.productId === dish.productId)
        return (
          <div key={dish.id}>
            <div className="r">
              {dish.names[language]}
              <b>{countOf(of)}</b>
            </div>
            {Object.keys(dish.options).map(option => {
              const count = countOf(of.filter(l => l.options.includes(option)))
              return (
                count > 0 && (
                  <div className="r sub" key={option}>
                    {optionName(customers, option)}
                    <b>{count}</b>
                  </div>
                )
              )
            })}
          </div>
        )
      })}
      <div className="stock">
        {toggle.error && <Failure error={toggle.error} />}
        {store && (
          <p className="q">{store.opens && store.closes ? say('hours', { opens: store.opens, closes: store.closes }) : say('always')}</p>
        )}
        {mine.map(dish => (
          <button
            key={dish.id}
            type="button"
            className="wallbtn sold"
            aria-pressed={dish.soldOut}
            disabled={toggle.isPending}
            onClick={() => toggle.mutate(dish)}
          >
            <Icon name={dish.soldOut ? 'play' : 'none'} />
            {say(dish.soldOut ? 'sellAgain' : 'sellOut', { name: dish.names[language] })}
          </button>
        ))}
      </div>
    </aside>
  )
}
