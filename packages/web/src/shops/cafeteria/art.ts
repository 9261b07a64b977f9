import cake from './art/cake.svg'
import coffee from './art/coffee.svg'
import latte from './art/latte.svg'
import tea from './art/tea.svg'

const drawn: { readonly [productName: string]: string } = { cake, coffee, latte, tea }
/** What a product looks like; one that the manager added looks like a cup. */
export const pictureOf = (productName: string): string => drawn[productName] ?? coffee
