import { command, Type } from '@jumun/core/model'
import { Name, Optional, storeTerms, impersonal, Time } from '../vocabulary.ts'
const { name, address, location, opens, closes, minimum, deliveryFee } = storeTerms

// null is a word of its own here: no place on the map, open around the clock
const terms = { name: Optional(name), location: Type.Optional(location), opens: Type.Optional(opens), closes: Type.Optional(closes),
  minimum: Optional(minimum), deliveryFee: Optional(deliveryFee) }

export const OpenStore   = command('OpenStore',   { storeId: impersonal(Name), ...terms, address })
export const ChangeStore = command('ChangeStore', { storeId: impersonal(Name), ...terms, address: Optional(address) })
/** `minutes` left out: until the day of the store begins again. */
export const PauseStore  = command('PauseStore',  { storeId: impersonal(Name),
  minutes: Optional(Type.Integer({ minimum: 1, maximum: 24 * 60 })) })
export const ResumeStore = command('ResumeStore', { storeId: impersonal(Name) })
export const EndPause    = command('EndPause',    { storeId: impersonal(Name), until: Time })
