import { serve, shop } from './fixture.ts'
import { restSuite } from './rest-suite.ts'

restSuite('the wire of a café', () => serve(shop))
