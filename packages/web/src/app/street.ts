import { settings } from './started.ts'

const drawn = ['cafeteria', 'bread', 'air', 'delivery', 'cars']
/** As the street was drawn; whoever is new stands at its end. */
const placeOf = (name: string): number => (drawn.includes(name) ? drawn.indexOf(name) : drawn.length)
/** The systems that run, in the order in which people meet them. */
export const street = settings.systems.toSorted((a, b) => placeOf(a.name) - placeOf(b.name))
