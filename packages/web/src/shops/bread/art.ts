import cake from '../cafeteria/art/cake.svg'
import bagel from './art/bagel.svg'
import loaf from './art/bread.svg'
import donut from './art/donut.svg'

const drawn: { readonly [item: string]: string } = { cake, donut, bread: loaf, bagel }
/** What an item looks like; one that the baker added looks like a loaf. */
export const pictureOf = (item: string): string => drawn[item] ?? loaf
