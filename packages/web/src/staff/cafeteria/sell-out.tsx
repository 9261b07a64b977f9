import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { cafeteria } from '../../api/cafeteria.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import type { MenuItem } from '../../shops/cafeteria/queries.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { barWords } from './words.ts'

/** Sold out with one tap, and back with another: one button for each thing on the menu. */
export const SellOut = ({ menu }: { readonly menu: readonly MenuItem[] }) => {
  const say = useWords(barWords)
  const language = useLanguage()
  const client = useQueryClient()
  const toggle = useMutation({
    mutationFn: ({ id, soldOut }: MenuItem) =>
      answer(cafeteria.PATCH('/menu/{id}', { params: { path: { id } }, body: { soldOut: !soldOut } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['cafeteria', 'menu'] }),
  })
  return (
    <>
      {toggle.error && <Failure error={toggle.error} />}
      {menu.map(item => (
        <button
          key={item.id}
          type="button"
          className="wallbtn sold"
          aria-pressed={item.soldOut}
          disabled={toggle.isPending}
          onClick={() => toggle.mutate(item)}
        >
          <Icon name={item.soldOut ? 'play' : 'none'} />
          {say(item.soldOut ? 'sellAgain' : 'sellOut', { name: item.names[language] })}
        </button>
      ))}
    </>
  )
}
