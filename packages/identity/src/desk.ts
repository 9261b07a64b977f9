import { Invitations } from './invitations.ts'
import { rotate } from './keys.ts'
import { addressIn, People } from './people.ts'
import { machine, mayGive, rulesWith } from './roles.ts'
import { folderIn, openBook } from './store.ts'

/** What whoever sits at the machine does about people and keys, also while the product runs. Each says in words why it cannot. */
export interface Desk {
  /** A link by which somebody gets this role; `at`: the address of the gateway. Throws a RangeError. */
  invite(role: string, key: string | undefined, at: string): string
  /** Takes a role from whoever has this phone or mailbox. Throws a RangeError. */
  take(address: string, role: string): void
  /** The next key signs from now on. `forgets`: the old one is withdrawn at once. */
  rotate(forgets: boolean): void
  close(): void
}
/** `data`: the folder of all data; `roles`: those of the systems that people work in. */
export const deskOf = (data: string, roles: readonly string[], now: () => number = Date.now): Desk => {
  const book = openBook(folderIn(data))
  const [people, invitations, rules] = [new People(book), new Invitations(book, now), rulesWith(roles)]
  return {
    invite(role, key, at) {
      if (!mayGive(machine, role, key, rules)) {
        const bound = Object.hasOwn(rules, role) ? rules[role]!.key : undefined
        throw new RangeError(
          bound
            ? `${role} wants a ${bound}: give it as --key.`
            : `There is no role "${role}" without a key. There are: ${Object.keys(rules).join(', ')}.`,
        )
      }
      return `${at}/id/invitation?t=${invitations.give({ role, key, giver: 'machine' })}`
    },
    take(text, role) {
      const address = addressIn(text)
      const person = address && people.at(address)
      if (!person) throw new RangeError(`Nobody has the phone number or mailbox "${text}".`)
      if (!person.roles.includes(role)) throw new RangeError(`They are no ${role}. They are: ${person.roles.join(', ')}.`)
      people.take(person, role)
    },
    rotate: forgets => rotate(book, now(), forgets),
    close: () => book.close(),
  }
}
