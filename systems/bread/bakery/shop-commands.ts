import { command } from '@jumun/core/model'
import { Text, Yes } from '../vocabulary.ts'

export const OpenShop   = command('OpenShop',   { shop: Text, autoConfirm: Yes })
export const ChangeShop = command('ChangeShop', { shop: Text, autoConfirm: Yes })
