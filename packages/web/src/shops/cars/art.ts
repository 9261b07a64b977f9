import compact from './art/compact.svg'
import hatch from './art/hatch.svg'
import sedan from './art/sedan.svg'
import suv from './art/suv.svg'

const drawn: { readonly [model: string]: string } = { 소나타: sedan, 그랜저: sedan, 아반떼: compact, 모닝: hatch, 카니발: suv }
/** What a car looks like. */
export const pictureOf = (model: string | null): string => drawn[model ?? ''] ?? sedan
