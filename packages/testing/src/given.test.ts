import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate, command, event, own, policy, reasons, system, Type } from '@jumun/core/model'
import { anyone, asking, given, like, noon, person } from './given.ts'

const Id = Type.Integer({ minimum: 1 })
const Name = Type.String()
const { reject } = reasons({ worn: { status: 409, en: 'It is worn.', ko: '낡았어요.' } })

const AddBook = command('AddBook', { title: Name })
const BookAdded = event('BookAdded', { title: Name })
const Book = aggregate('book', {
  key: 'title',
  commands: { AddBook },
  events: { BookAdded },
  states: ['There'],
  fields: { title: Name, days: Id },
  decide: { AddBook: { by: 'librarian', from: 'nothing', then: (_, { title }) => BookAdded({ title }) } },
  evolve: { BookAdded: (_, { title }) => ({ title, days: 14, status: 'There' }) },
})

const Lend = command('Lend', { loanId: Id, title: Name, reader: Name })
const Return = command('Return', { loanId: Id })
const Remind = command('Remind', { loanId: Id })
const Mend = command('Mend', { loanId: Id })
const Lent = event('Lent', { loanId: Id, title: Name, reader: Name, until: Id })
const Returned = event('Returned', { loanId: Id, at: Id })
const Reminded = event('Reminded', { loanId: Id })
const Loan = aggregate('loan', {
  key: 'loanId',
  commands: { Lend, Return, Remind, Mend },
  events: { Lent, Returned, Reminded },
  states: ['Out', 'Back'],
  fields: { loanId: Id, title: Name, reader: Name },
  reads: { book: [Book, 'title'] },
  decide: {
    Lend: {
      by: [own('reader'), 'librarian'],
      from: 'nothing',
      then: (_, wish, { book }, { now }) => (book ? Lent({ ...wish, until: now + book.days }) : reject('worn', { title: wish.title })),
    },
    Return: { by: own('reader'), from: 'Out', done: 'Back', then: ({ loanId }, _, __, { now }) => Returned({ loanId, at: now }) },
    Remind: {
      by: [policy, system],
      from: 'Out',
      done: ['nothing', 'Back'],
      then: ({ loanId }) => [Reminded({ loanId }), Reminded({ loanId })],
    },
    Mend: {
      by: 'librarian',
      from: 'Out',
      then: loan => {
        ;(loan as { title: string }).title = 'new'
        return []
      },
    },
  },
  evolve: {
    Lent: (_, { loanId, title, reader }) => ({ loanId, title, reader, status: 'Out' }),
    Returned: l => ({ ...l, status: 'Back' }),
    Reminded: l => l,
  },
})

const reader = (name: string) => person('reader', { reader: name })
const wish = { loanId: 1, title: 'Emma', reader: 'Kim' }
const lent = Lent({ ...wish, until: noon + 14 })
const book = given(Book, BookAdded({ title: 'Emma' })).state
/** What a failing sentence says. */
const failure = (sentence: () => void): string => {
  try {
    sentence()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('it should fail')
}

test('a rule is a sentence: what happened, what is asked by whom, what happens then', () => {
  given(Loan).when(Lend(wish)).reads({ book }).by(reader('Kim')).then(lent)
  given(Loan)
    .when(Lend(wish))
    .by('librarian')
    .reads({ book })
    .at(noon + 1)
    .then(Lent({ ...wish, until: noon + 15 }))
  given(Loan, lent)
    .when(Return({ loanId: 1 }))
    .by(anyone)
    .then(Returned({ loanId: 1, at: noon }))
})
test('a rule in one breath is the same rule: it reads, it is asked at its moment, and it can fail', () => {
  const at = noon + 1
  asking(Loan, [], Lend(wish), 'librarian', { reads: { book }, at }).then(Lent({ ...wish, until: noon + 15 }))
  asking(Loan, [[lent], Returned({ loanId: 1, at: noon })], Return({ loanId: 1 }), reader('Kim')).nothing()
  asking(Loan, lent, Return({ loanId: 1 }), reader('Lee')).refused('not-yours')
  assert.match(
    failure(() => asking(Loan, lent, Return({ loanId: 1 }), reader('Kim')).nothing()),
    /^Return by Kim, loan in Out\n/,
  )
})
test('what is already so is nothing', () =>
  given(Loan, lent, Returned({ loanId: 1, at: noon }))
    .when(Return({ loanId: 1 }))
    .by(reader('Kim'))
    .nothing())
test('a refusal is that of the rule or that of the table', () => {
  given(Loan).when(Lend(wish)).by(reader('Kim')).refused('worn')
  given(Loan).when(Lend(wish)).by(reader('Kim')).refused('worn', { title: 'Emma' })
  given(Loan, lent)
    .when(Return({ loanId: 1 }))
    .by(reader('Lee'))
    .refused('not-yours')
  given(Loan, lent)
    .when(Return({ loanId: 1 }))
    .by('librarian')
    .refused('role')
  given(Loan)
    .when(Return({ loanId: 1 }))
    .by(anyone)
    .refused('not-allowed-now')
})
test('reactions and other contexts issue what is theirs', () => {
  for (const who of ['policy', 'system'])
    given(Loan, lent)
      .when(Remind({ loanId: 1 }))
      .by(who)
      .then(Reminded({ loanId: 1 }), Reminded({ loanId: 1 }))
  given(Loan, lent)
    .when(Return({ loanId: 1 }))
    .by('policy')
    .refused('role')
})
test('an event may be named by the fields that matter', () => {
  given(Loan)
    .when(Lend(wish))
    .reads({ book })
    .by('librarian')
    .then(like(Lent, { reader: 'Kim' }))
  given(Loan).when(Lend(wish)).reads({ book }).by('librarian').then(like(Lent))
  assert.match(
    failure(() =>
      given(Loan)
        .when(Lend(wish))
        .reads({ book })
        .by('librarian')
        .then(like(Lent, { reader: 'Lee' })),
    ),
    /reader: 'Kim'[^]*reader: 'Lee'/,
  )
})
test('what the events made is asked by its fields', () => {
  given(Loan, lent).is({ status: 'Out', reader: 'Kim' })
  assert.match(
    failure(() => given(Loan, lent).is({ status: 'Back' })),
    /^loan after Lent\n[^]*'Out'[^]*'Back'/,
  )
})

test('a failure says who asked what in which state, and shows the difference', () => {
  const said = failure(() =>
    given(Loan, lent)
      .when(Return({ loanId: 1 }))
      .by(reader('Kim'))
      .then(Returned({ loanId: 1, at: 5 })),
  )
  assert.match(said, /^Return by Kim, loan in Out\n/)
  assert.match(said, /\+ .*at: 1700000000000,\n- .*at: 5/)
  assert.match(
    failure(() => given(Loan).when(Lend(wish)).by('librarian').nothing()),
    /^Lend by librarian, loan before anything happened\n[^]*refused: 'worn'/,
  )
  assert.match(
    failure(() =>
      given(Loan, lent)
        .when(Return({ loanId: 1 }))
        .by(reader('Kim'))
        .refused('worn'),
    ),
    /Returned[^]*refused: 'worn'/,
  )
})
test('one event more or less is a failure', () => {
  assert.match(
    failure(() =>
      given(Loan, lent)
        .when(Remind({ loanId: 1 }))
        .by('policy')
        .then(Reminded({ loanId: 1 })),
    ),
    /Remind by policy/,
  )
  assert.match(
    failure(() =>
      given(Loan, lent)
        .when(Remind({ loanId: 1 }))
        .by('policy')
        .then(like(Reminded), like(Reminded), like(Reminded)),
    ),
    /Remind by policy/,
  )
})
test('half a sentence is no test', () => {
  assert.match(
    failure(() =>
      given(Loan, lent)
        .when(Return({ loanId: 1 }))
        .then(lent),
    ),
    /who asks/,
  )
  assert.match(
    failure(() =>
      given(Loan, lent)
        .when(Return({ loanId: 1 }))
        .by('librarian')
        .then(),
    ),
    /name the events that happen, or say nothing\(\)/,
  )
  assert.match(
    failure(() => given(Loan).when(Lend(wish)).reads({ shelf: 1 })),
    /loan reads no shelf/,
  )
})
test('an event or a command of another aggregate is not understood', () => {
  assert.match(
    failure(() => given(Loan, BookAdded({ title: 'Emma' }))),
    /loan does not know the event BookAdded/,
  )
  assert.match(
    failure(() =>
      given(Loan)
        .when(AddBook({ title: 'Emma' }))
        .by('librarian')
        .nothing(),
    ),
    /loan does not know the command AddBook/,
  )
})
test('a rule that changes the state it was given is caught', () =>
  assert.match(
    failure(() =>
      given(Loan, lent)
        .when(Mend({ loanId: 1 }))
        .by('librarian')
        .nothing(),
    ),
    /Cannot assign to read only property/,
  ))
