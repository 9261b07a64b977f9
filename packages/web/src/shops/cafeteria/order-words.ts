import { useLanguage, useWords } from '../../words/index.ts'
import { type Order, useMenu } from './queries.ts'
import { cafe, optionName } from './words.ts'

/** How many of what, and how: `아메리카노 2개, 따뜻하게`. */
export const useWhat = (order: Pick<Order, 'productName' | 'qty' | 'options'> | undefined): string => {
  const say = useWords(cafe)
  const language = useLanguage()
  const menu = useMenu()
  if (!order) return ''
  const name = menu.data?.find(i => i.productName === order.productName)?.names[language] ?? order.productName
  const { temperature, size, extras } = order.options
  const options = [temperature, size === 'regular' ? null : size, ...(extras ?? [])].filter(o => o !== null && o !== undefined)
  return [say('wish', { name, count: order.qty }), ...options.map(o => optionName(say, o).toLowerCase())].join(', ')
}
