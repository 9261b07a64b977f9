// Names that are written as texts, each misspelt once: the system is not built, and says which was meant.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate, type Collection, command, context, event, own, policy, self, systemOf, Type, view } from './index.ts'

const Id = Type.Integer()
const Person = Type.Union([Type.String(), Type.Null()])
const Book = command('Book', { roomId: Type.Optional(Id), guestId: Type.String(), nights: Id })
const Cancel = command('Cancel', { roomId: Id, guestId: Type.Optional(Type.String()) })
const Booked = event('Booked', { roomId: Id, guestId: Type.String(), nights: Id })
const Canceled = event('Canceled', { roomId: Id })
const reason = { status: 409, en: 'Full.', ko: '가득 찼어요.' } as const

type Loose = any // oxlint-disable-line no-explicit-any -- what is misspelt is what the types would not let pass
const inn = (spoilt: { readonly book?: Loose; readonly cancel?: Loose; readonly room?: Loose; readonly routes?: Loose } = {}) => {
  const rows: Loose = {
    Book: {
      by: [own('guestId'), 'clerk'],
      from: 'nothing',
      allots: 'roomId',
      then: (_: Loose, w: Loose) => Booked(w),
      ...spoilt.book,
    },
    Cancel: { by: [own('guestId'), self('guestId'), 'clerk'], from: 'Booked', then: (_: Loose, w: Loose) => Canceled(w), ...spoilt.cancel },
  }
  const Room = aggregate('room', {
    key: 'roomId',
    commands: { Book, Cancel },
    events: { Booked, Canceled },
    states: ['Booked', 'Full', 'Canceled'],
    fields: { roomId: Id, guestId: Type.String(), nights: Id, why: Person, detail: Type.Object({ night: Type.String() }) },
    decide: rows,
    evolve: {} as Loose,
    ...spoilt.room,
  })
  const page = view('page', { key: 'roomId', fields: { roomId: Id, guestId: Type.String() } }).on(Booked, row => row)
  const rooms: Collection = {
    of: Room,
    item: 'room',
    shows: ['guestId', 'nights', 'status', 'left'],
    hidden: ['Full'],
    owner: 'guestId',
    readers: ['clerk'],
    create: {
      command: Book,
      needs: ['guestId'],
      pending: { state: 'Booked', reason: 'why', again: Book, postpone: ({ roomId }) => Cancel({ roomId }) },
      refused: { Full: { field: 'why', detail: 'detail' }, Canceled: { reason: 'full' } },
    },
    commands: { cancel: Cancel },
    statuses: { Canceled: Cancel },
    makes: { cancel: 'nights' },
    derived: { left: Id },
    outcomes: { Book: () => undefined },
    originals: { aliases: { gest: 'guestId' } },
    ranked: { near: { states: ['Booked'], reads: t => t, rank: () => undefined } },
    searches: { byGuest: { by: ['guestId'], states: ['Booked'], sort: ['nights', 'id'] } },
    tasks: ['Full', { nights: 1 }],
    moves: ['nights'],
    ...spoilt.routes,
  }
  const parts = { port: 1, level: 'core', team: 't', events: { Booked, Canceled }, commands: { Book, Cancel } } as const
  const at = context('booking', { ...parts, aggregates: [Room], views: [page], routes: { rooms } })
  const title = { en: 'Inn', ko: '여관' }
  return systemOf('inn', { title, color: '#000', contexts: [at], reasons: { full: reason }, roles: ['guest', 'clerk'] })
}

const typos: readonly (readonly [where: string, spoilt: Parameters<typeof inn>[0], words: RegExp])[] = [
  [
    'a role in a row',
    { cancel: { by: ['clrek'] } },
    /inn: booking\/room: Cancel 'by' names clrek, which is no role\. Did you mean clerk\?/,
  ],
  [
    'a field by which an item is somebody’s',
    { cancel: { by: own('guestld') } },
    /'by' names guestld, which is no field of room\. Did you mean guestId/,
  ],
  [
    'a field of a wish that makes an item',
    { book: { by: own('gustId') } },
    /Book 'by' names gustId, which is no field of Book\. Did you mean guestId/,
  ],
  [
    'a field of a wish in one’s own name',
    { cancel: { by: self('guest') } },
    /'by' names guest, which is no field of Cancel\. Did you mean guestId/,
  ],
  ['what is allotted', { book: { allots: 'roomid' } }, /Book 'allots' names roomid, which is no field of Book\. Did you mean roomId/],
  ['the case', { room: { case: 'roomNo' } }, /'case' names roomNo, which is no field of its events/],
  ['the key', { room: { key: 'rooomId' } }, /'key' names rooomId, which is no field of room\. Did you mean roomId/],
  ['whose an item is', { routes: { owner: 'geustId' } }, /booking\/rooms: 'owner' names geustId, which is no field\. Did you mean guestId/],
  ['who reads all', { routes: { readers: ['clerks'] } }, /'readers' names clerks, which is no role\. Did you mean clerk/],
  ['what is shown', { routes: { shows: ['nigths'] } }, /'shows' names nigths, which is no field\. Did you mean nights/],
  ['what is hidden', { routes: { hidden: ['Ful'] } }, /'hidden' names Ful, which is no state\. Did you mean Full/],
  ['what is searched', { routes: { searches: { a: { by: ['guesId'] } } } }, /'searches\.a\.by' names guesId.*Did you mean guestId/],
  [
    'states that are searched',
    { routes: { searches: { a: { states: ['Boked'] } } } },
    /'searches\.a\.states' names Boked.*Did you mean Booked/,
  ],
  ['an order', { routes: { searches: { a: { sort: ['night'] } } } }, /'searches\.a\.sort' names night.*Did you mean nights/],
  ['a status', { routes: { statuses: { Cancelled: Cancel } } }, /'statuses' names Cancelled, which is no state\. Did you mean Canceled/],
  [
    'a reason',
    { routes: { create: { command: Book, refused: { Full: { reason: 'ful' } } } } },
    /names ful, which is no reason\. Did you mean full/,
  ],
  [
    'where a reason lies',
    { routes: { create: { command: Book, refused: { Full: { field: 'wy' } } } } },
    /'refused\.Full\.field' names wy.*Did you mean why/,
  ],
  [
    'what the words of a reason need',
    { routes: { create: { command: Book, refused: { Full: { field: 'why', detail: 'detial' } } } } },
    /'refused\.Full\.detail' names detial.*Did you mean detail/,
  ],
  [
    'what the words of a reason need, where it holds no object',
    { routes: { create: { command: Book, refused: { Full: { field: 'why', detail: 'guestId' } } } } },
    /refused\.Full\.detail names guestId, which holds no object/,
  ],
  [
    'a state that refuses',
    { routes: { create: { command: Book, refused: { Fulll: { reason: 'full' } } } } },
    /'refused' names Fulll.*Did you mean Full/,
  ],
  [
    'what a wish needs',
    { routes: { create: { command: Book, needs: ['nihgts'] } } },
    /'needs' names nihgts, which is no field of Book\. Did you mean nights/,
  ],
  ['an outcome', { routes: { outcomes: { Bok: () => undefined } } }, /'outcomes' names Bok, which is no command of it\. Did you mean Book/],
  ['what a command makes', { routes: { makes: { cancel: 'nite' } } }, /'makes' names nite, which is no field/],
  [
    'what a misspelling stands for',
    { routes: { originals: { aliases: { gest: 'guestID' } } } },
    /'originals.aliases' names guestID.*Did you mean guestId/,
  ],
  [
    'states of a ranking',
    { routes: { ranked: { near: { states: ['booked'] } } } },
    /'ranked\.near\.states' names booked.*Did you mean Booked/,
  ],
  ['a task', { routes: { tasks: ['Full', 'Empty'] } }, /'tasks' names Empty, which is no state\. There is Booked, Full, Canceled\./],
]
for (const [where, spoilt, words] of typos)
  test(`a misspelt name is no system, and the one that was meant is said: ${where}`, () => assert.throws(() => inn(spoilt), words))
test('the same without a misspelling is a system, and all misspellings are said at once', () => {
  assert.equal(inn().name, 'inn')
  assert.throws(
    () => inn({ cancel: { by: policyOr('clrek'), done: ['nothing', 'Full', 'Canceled'] }, routes: { owner: 'ownr' } }),
    /clrek.*ownr/,
  )
})
const policyOr = (role: string) => [policy, role]
