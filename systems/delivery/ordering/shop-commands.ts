import { command } from '@jumun/core/model'
import { Dish, storeTerms, Text } from '../vocabulary.ts'

export const NoteStore   = command('NoteStore',   { storeId: Text, ...storeTerms })
export const NoteDish    = command('NoteDish',    { storeId: Text, productId: Text, dish: Dish })
export const NoteDishOff = command('NoteDishOff', { storeId: Text, productId: Text })
