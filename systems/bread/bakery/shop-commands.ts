import { command } from '@jumun/core/model'
import { Text, Yes, impersonal } from '../vocabulary.ts'

export const OpenShop   = command('OpenShop',   { shop: impersonal(Text), autoConfirm: Yes })
export const ChangeShop = command('ChangeShop', { shop: impersonal(Text), autoConfirm: Yes })
