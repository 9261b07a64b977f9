import { useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { delivery } from '../../api/delivery.ts'
import { once } from '../../api/intent.ts'
import { type Dish, useDishes } from '../../shops/delivery/queries.ts'
import { meals, optionName } from '../../shops/delivery/words.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import type { Line, Wish } from '../menu/book.ts'
import { MenuEditor } from '../menu/menu-editor.tsx'
import { menuWords } from '../menu/words.ts'

/** Dishes have options of one kind. */
const kind = 'option'
const lineOf = ({ id, productId, names, price, options, soldOut }: Dish): Line => ({
  id,
  code: productId,
  names,
  price,
  stock: undefined,
  options: { [kind]: options },
  isSoldOut: soldOut,
})
const bodyOf = ({ names, price, options }: Wish) => ({
  ...(names && { names }),
  ...(price !== undefined && { price }),
  ...(options && { options: options[kind] ?? {} }),
})
const blank = { code: '', names: { ko: '', en: '' }, price: 0, stock: undefined, options: { [kind]: {} } }

/** What a store cooks, as its owner edits it. */
export const MenuPage = ({ storeId }: { readonly storeId: string }) => {
  const say = useWords(menuWords)
  const customers = useWords(meals)
  const language = useLanguage()
  const client = useQueryClient()
  const dishes = useDishes()
  const told = () => client.invalidateQueries({ queryKey: ['delivery', 'menus'] })
  const patch = async ({ id }: Line, body: ReturnType<typeof bodyOf> & { soldOut?: boolean }) => {
    if (Object.keys(body).length) await answer(delivery.PATCH('/menus/{id}', { params: { path: { id: Number(id) } }, body }))
    await told()
  }
  return (
    <MenuEditor
      book={{
        system: 'delivery',
        back: `/staff/delivery/kitchen/${encodeURIComponent(storeId)}`,
        lines: dishes.data?.filter(d => d.storeId === storeId).map(lineOf),
        error: dishes.error,
        retry: () => void dishes.refetch(),
        blank,
        nameOf: line => line.names?.[language] ?? line.code,
        kindOf: () => say('option'),
        optionOf: option => optionName(customers, option),
        add: async (productId, wish) => {
          const body = { productId, storeId, price: wish.price, ...bodyOf(wish) }
          await once('delivery.menu', body, key =>
            answer(delivery.POST('/menus', { body, params: { header: { 'Idempotency-Key': key } } })),
          )
          await told()
        },
        change: (line, wish) => patch(line, bodyOf(wish)),
        sellOut: (line, soldOut) => patch(line, { soldOut }),
        remove: async ({ id }) => {
          await answer(delivery.DELETE('/menus/{id}', { params: { path: { id: Number(id) } } }))
          await told()
        },
      }}
    />
  )
}
