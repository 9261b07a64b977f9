import { type Algorithm, hash, verify } from '@node-rs/argon2'
import { kept } from './secrets.ts'

/** The library's number for it: its own name cannot be asked for where types are only stripped. */
const argon2id = 2 as Algorithm.Argon2id
/** What a password costs whoever tries it: argon2id with 19 MiB, twice over, as OWASP asks. */
const cost = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** So many are worked on at once, and so many may wait, in all and from one place: nobody buys all of a machine's time with wrong passwords. */
const bounds = { atOnce: 2, waiting: 40, waitingFromOnePlace: 4 }

/** Too many are trying: whoever asks may try again in a moment. */
export class Busy extends Error {}

/** The one form of a password, however its letters were put together by a keyboard. */
const spelt = (password: string): string => password.normalize('NFKC')

const common = new Set(
  (
    'password passw0rd 12345678 123456789 1234567890 87654321 qwertyuiop qwerty123 11111111 00000000 iloveyou1 asdfasdf asdfghjkl ' +
    'q1w2e3r4 1q2w3e4r 1q2w3e4r5t password1 password123 welcome1 letmein1 admin123 administrator abcd1234 a1b2c3d4 zxcvbnm1'
  ).split(' '),
)
/** What is wrong with a new password; undefined where nothing is. It may have any letters, also blanks; no rule asks for special ones. */
export const faultOf = (password: string, own: readonly string[]): 'short' | 'long' | 'easy' | undefined => {
  const letters = Array.from(spelt(password))
  if (letters.length < 8) return 'short'
  if (letters.length > 256 || password.length > 1024 || !password.isWellFormed()) return 'long'
  const plain = spelt(password).toLowerCase()
  if (common.has(plain) || new Set(letters).size < 3 || plain.includes('jumun')) return 'easy'
  return own.some(text => text !== '' && plain === text.toLowerCase()) ? 'easy' : undefined
}

/** Makes and checks what is kept of passwords. */
export class Passwords {
  private running = 0
  private readonly waiting: { readonly place: string; readonly go: () => void }[] = []
  /** That of nobody: to look for somebody who is not there takes as long. */
  private nobody: Promise<string> | undefined

  /** What is kept of a password. `place`: where it comes from. Throws Busy. */
  hash(password: string, place: string): Promise<string> {
    return this.inTurn(place, () => hash(spelt(password), cost))
  }
  /** Is it this one? Nothing kept: no, after the same time. Throws Busy. */
  async isRight(password: string, hashed: string | undefined, place: string): Promise<boolean> {
    // nobody has one as long as this: it is not worth the work, whoever it is
    if (password.length > 1024 || !password.isWellFormed()) return false
    return this.inTurn(place, async () => {
      const against = hashed ?? (await (this.nobody ??= hash(kept(String(Math.random())), cost)))
      return (await verify(against, spelt(password))) && hashed !== undefined
    })
  }
  private async inTurn<T>(place: string, work: () => Promise<T>): Promise<T> {
    if (this.running >= bounds.atOnce) await this.turn(place)
    this.running++
    try {
      return await work()
    } finally {
      this.running--
      this.waiting.shift()?.go()
    }
  }
  private turn(place: string): Promise<void> {
    const fromThere = this.waiting.filter(w => w.place === place).length
    if (this.waiting.length >= bounds.waiting || fromThere >= bounds.waitingFromOnePlace) throw new Busy('too many passwords at once')
    return new Promise(go => this.waiting.push({ place, go }))
  }
}
