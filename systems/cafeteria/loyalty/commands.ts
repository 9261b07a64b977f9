import { command } from '@jumun/core/model'
import { Id, Phone, Won } from '../vocabulary.ts'

const about = { orderId: Id, phoneNumber: Phone }

export const NotePrice  = command('NotePrice',  { ...about, amt: Won })
export const NoteMaking = command('NoteMaking', about)
export const NoteReturn = command('NoteReturn', about)
