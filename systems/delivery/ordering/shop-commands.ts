import { command } from '@jumun/core/model'
import { Dish, OrNull, storeTerms, Text, Time, impersonal } from '../vocabulary.ts'

export const NoteStore   = command('NoteStore',   { storeId: impersonal(Text), ...storeTerms })
/** `until` null: it takes orders again. */
export const NotePause   = command('NotePause',   { storeId: impersonal(Text), until: OrNull(Time) })
export const NoteDish    = command('NoteDish',    { storeId: impersonal(Text), productId: impersonal(Text), dish: Dish })
export const NoteDishOff = command('NoteDishOff', { storeId: impersonal(Text), productId: impersonal(Text) })
