import { deskOf } from '@jumun/identity'
import { Refusal } from '@jumun/host'
import { systems } from '@jumun/systems'
import { command } from './command.ts'

const usage = `npm run identity -- invite ROLE [--key KEY] | take PHONE|MAILBOX ROLE | rotate [--forget]

  People and keys of the built-in identity, also while it runs.
  invite ROLE    writes a link by which somebody gets this role, once, within three days
  take WHO ROLE  takes a role away; tokens that have it end within five minutes
  rotate         the next key signs from now on; nobody is signed out
  --key KEY      the store of an owner, the number of a rider
  --forget       the keys of before are withdrawn at once: for a key that others may have
  --at URL       the gateway, as people reach it (http://localhost:8088)
  --data DIR     where the product keeps its things (data)`

const options = {
  key: { type: 'string' },
  forget: { type: 'boolean', default: false },
  at: { type: 'string', default: 'http://localhost:8088' },
  data: { type: 'string', default: 'data' },
} as const
await command(usage, options, async ({ key, forget, at, data }, [what, ...words]) => {
  const desk = deskOf(
    data,
    Object.values(systems).flatMap(s => s.roles),
  )
  try {
    if (what === 'invite' && words.length === 1) console.log(desk.invite(words[0]!, key, at))
    else if (what === 'take' && words.length === 2) desk.take(words[0]!, words[1]!)
    else if (what === 'rotate' && !words.length) desk.rotate(forget)
    else throw new Refusal('Say what is to be done.')
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(error.message)
    throw error
  } finally {
    desk.close()
  }
})
