import { serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { restSuite } from './rest-suite.ts'

restSuite('the wire of a café', () => serve(shop))
