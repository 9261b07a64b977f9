// People who come to a café again and again, one of whom is to be forgotten; and where something of them may be.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Hosted, until } from './hosted.ts'

export const gone = '01012345678'
export const others = ['01087654321', '01055556666']
/** A number as people and address books write it. */
export const spellings = [gone, '010-1234-5678', '010 1234 5678', '+82 10-1234-5678', '+821012345678', '1012345678']

const filesIn = (path: string): readonly string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap(name => filesIn(join(path, name))) : [path]
/** The files of a folder whose bytes hold one of the texts, whatever page, log or free space it is in. */
export const filesWith = (path: string, texts: readonly string[]): readonly string[] =>
  filesIn(path).filter(file => {
    try {
      const bytes = readFileSync(file)
      return texts.some(text => bytes.includes(text))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false // a server that runs has thrown it away meanwhile
      throw error
    }
  })

export const order = async (here: Hosted, phoneNumber: string, more: object = {}): Promise<number> => {
  const made = await here.post('/orders', { phoneNumber, productName: 'coffee', qty: 1, ...more })
  if (made.status === 201) return made.body.id
  // a slow machine: whether it was paid for is found out, and it is never paid for twice
  assert.match(made.body.type, /payment-unknown$/, JSON.stringify(made.body))
  const { instance } = made.body
  await until('it is paid for', async () => {
    if ((await here.get(instance)).body.status === 'Ordered') return true
    await here.post(`${instance}/pay`)
    return false
  })
  return Number(instance.split('/').at(-1))
}
export const serve = async (here: Hosted, orderId: number): Promise<void> => {
  const drink = await until('the drink', async () =>
    (await here.get('/drinks?size=100')).body._embedded.drinks.find((d: any) => d.orderId === orderId && d.status === 'PaymentApproved'),
  )
  for (const what of ['receive', 'make', 'handOver']) {
    const done = await here.post(`/drinks/${drink.id}/${what}`)
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
}
export const told = (here: Hosted, n: number) =>
  until('all messages', async () => {
    const { messages } = (await here.get('/messages?size=100')).body._embedded
    return messages.filter((m: any) => m.status === 'Sent').length === n
  })
/** Everything that others see of themselves. */
export const pagesOf = async (here: Hosted): Promise<unknown> => {
  const pages = await Promise.all(
    others.map(async phone => [
      (await here.get(`/mypages/search/findByPhoneNumber?phoneNumber=${phone}`)).body._embedded,
      (await here.get(`/orders/search/findByPhoneNumber?phoneNumber=${phone}`)).body,
    ]),
  )
  return JSON.parse(JSON.stringify(pages).replaceAll(/localhost:\d+/g, 'localhost')) // another start, other ports
}
/** The audit finds nothing. */
export const clean = async (here: Hosted): Promise<void> => {
  const audit = (await here.get('/operations/audit')).body
  assert.deepEqual(
    audit.systems.flatMap((s: any) => s.broken),
    [],
  )
}
