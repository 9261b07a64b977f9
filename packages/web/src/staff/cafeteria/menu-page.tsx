import { useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { cafeteria } from '../../api/cafeteria.ts'
import { once } from '../../api/intent.ts'
import { type MenuItem, useMenu } from '../../shops/cafeteria/queries.ts'
import { cafe, optionName } from '../../shops/cafeteria/words.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import type { Line, Options, Wish } from '../menu/book.ts'
import { MenuEditor } from '../menu/menu-editor.tsx'

const kinds = ['size', 'temperature', 'extras'] as const
const inKinds = (options: Options) => ({
  size: options['size'] ?? {},
  temperature: options['temperature'] ?? {},
  extras: options['extras'] ?? {},
})
const lineOf = ({ id, productName, names, price, options, stock, soldOut }: MenuItem): Line => ({
  id,
  code: productName,
  names,
  price,
  stock,
  options: inKinds(options),
  isSoldOut: soldOut,
})
const bodyOf = ({ options, ...wish }: Wish) => ({ ...wish, ...(options && { options: inKinds(options) }) })
const blank = { code: '', names: { ko: '', en: '' }, price: 0, stock: null, options: { size: {}, temperature: {}, extras: {} } }

/** What the café offers, as its manager edits it. */
export const MenuPage = () => {
  const customers = useWords(cafe)
  const language = useLanguage()
  const client = useQueryClient()
  const menu = useMenu()
  const patch = async ({ id }: Line, body: ReturnType<typeof bodyOf> & { soldOut?: boolean }) => {
    const { stock, ...rest } = body
    const path = { id: Number(id) }
    if (Object.keys(rest).length) await answer(cafeteria.PATCH('/menu/{id}', { params: { path }, body: rest }))
    // how much is left moves with every order: it is said alone, or what was read before would be said again
    if (stock !== undefined) await answer(cafeteria.PATCH('/menu/{id}', { params: { path }, body: { stock } }))
    await client.invalidateQueries({ queryKey: ['cafeteria', 'menu'] })
  }
  const known = (kind: string) => kinds.find(k => k === kind)
  return (
    <MenuEditor
      book={{
        system: 'cafeteria',
        back: '/staff/cafeteria/bar',
        lines: menu.data?.map(lineOf),
        error: menu.error,
        retry: () => void menu.refetch(),
        blank,
        nameOf: line => line.names?.[language] ?? line.code,
        kindOf: kind => customers(known(kind) ?? 'extras'),
        optionOf: option => optionName(customers, option),
        add: async (productName, wish) => {
          const body = { productName, price: wish.price, ...bodyOf(wish) }
          await once('cafeteria.menu', body, key =>
            answer(cafeteria.POST('/menu', { body, params: { header: { 'Idempotency-Key': key } } })),
          )
          await client.invalidateQueries({ queryKey: ['cafeteria', 'menu'] })
        },
        change: (line, wish) => patch(line, bodyOf(wish)),
        sellOut: (line, soldOut) => patch(line, { soldOut }),
        remove: async ({ id }) => {
          await answer(cafeteria.DELETE('/menu/{id}', { params: { path: { id: Number(id) } } }))
          await client.invalidateQueries({ queryKey: ['cafeteria', 'menu'] })
        },
      }}
    />
  )
}
