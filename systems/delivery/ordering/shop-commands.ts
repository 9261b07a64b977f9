import { command } from '@jumun/core/model'
import { Dish, storeTerms, Text, impersonal } from '../vocabulary.ts'

export const NoteStore   = command('NoteStore',   { storeId: impersonal(Text), ...storeTerms })
export const NoteDish    = command('NoteDish',    { storeId: impersonal(Text), productId: impersonal(Text), dish: Dish })
export const NoteDishOff = command('NoteDishOff', { storeId: impersonal(Text), productId: impersonal(Text) })
