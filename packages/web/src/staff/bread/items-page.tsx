import { useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { bread } from '../../api/bread.ts'
import { once } from '../../api/intent.ts'
import { type Item, useItems } from '../../shops/bread/queries.ts'
import { useItemName } from '../../shops/bread/words.ts'
import type { Line, Wish } from '../menu/book.ts'
import { MenuEditor } from '../menu/menu-editor.tsx'

/** The bakery has no word for sold out: there is none left. */
const lineOf = ({ id, item, price, stock }: Item): Line => ({
  id,
  code: item,
  names: undefined,
  price,
  stock,
  options: undefined,
  isSoldOut: stock === 0,
})
const blank = { code: '', names: undefined, price: 0, stock: null, options: undefined }

/** What is baked, as the baker edits it. */
export const ItemsPage = () => {
  const nameOf = useItemName()
  const client = useQueryClient()
  const items = useItems()
  const told = () => client.invalidateQueries({ queryKey: ['bread', 'items'] })
  const patch = async ({ id }: Line, { price, stock }: Wish) => {
    const params = { path: { id: String(id) } }
    if (price !== undefined) await answer(bread.PATCH('/items/{id}', { params, body: { price } }))
    // how much is left moves with every order: it is said alone, or what was read before would be said again
    if (stock !== undefined) await answer(bread.PATCH('/items/{id}', { params, body: { stock } }))
    await told()
  }
  return (
    <MenuEditor
      book={{
        system: 'bread',
        back: '/staff/bread/board',
        lines: items.data?.map(lineOf),
        error: items.error,
        retry: () => void items.refetch(),
        blank,
        nameOf: line => nameOf(line.code),
        kindOf: kind => kind,
        optionOf: option => option,
        add: async (item, { price, stock }) => {
          const body = { item, price, ...(stock === undefined ? {} : { stock }) }
          await once('bread.item', body, key => answer(bread.POST('/items', { body, params: { header: { 'Idempotency-Key': key } } })))
          await told()
        },
        change: patch,
        sellOut: (line, isSoldOut) => patch(line, { stock: isSoldOut ? 0 : null }),
        remove: undefined,
      }}
    />
  )
}
