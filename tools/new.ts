import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { NoSticky, readStickies, type Stickies } from '@jumun/board'
import { Refusal } from '@jumun/host'
import { command, exitCodes } from './command.ts'
import { faultsOf, skeleton } from './new/skeleton.ts'

const usage = `npm run new -- name [--board FILE] [--to DIR]

  Writes a system of its own: folders, tables to fill, tests that run, a story and promises. It starts at once: npm start name.
  --board FILE   the sticky notes, one a line, as in systems/bread/board.txt; a small board is written where there is none
  --to DIR       where to (systems)`

/** A board to begin with: somebody orders, somebody makes it. */
export const smallBoard = (name: string): string =>
  `# Every line is a sticky note: docs/how-to/write-a-board.md
system ${name}

context order core
  aggregate order by orderId
    PlaceOrder by customer: nothing -> Ordered => Placed
    CancelOrder by customer, manager: Placed -> OrderCanceled => Canceled
    NoteMade by policy: Placed -> MadeNoted => Done

context kitchen supporting
  aggregate dish by orderId
    WantDish by policy: nothing -> DishWanted => Waiting
    Make by cook: Waiting -> Made => Made
    DropDish by policy: Waiting -> DishDropped => Dropped
  whenever Ordered -> WantDish
  whenever OrderCanceled -> DropDish

context page supporting
  view order-page: Ordered, OrderCanceled, Made
`.replace('context kitchen supporting', '  whenever Made -> NoteMade\n\ncontext kitchen supporting')

/** Reads a board. Throws a Refusal that says what is wrong with it. */
export const boardFrom = (text: string): Stickies => {
  try {
    const board = readStickies(text)
    const faults = faultsOf(board)
    if (faults.length) throw new NoSticky(faults.join('; '))
    return board
  } catch (error) {
    if (error instanceof NoSticky) throw new Refusal(`The board cannot be read: ${error.message}`)
    throw error
  }
}
/** Writes the files of a board into a folder that is not there yet. Throws a Refusal where it is. */
export const write = (board: Stickies, text: string, to: string): readonly string[] => {
  if (existsSync(to)) throw new Refusal(`${to} is there already. Choose another name, or remove it.`)
  const files = new Map([...skeleton(board), ['board.txt', text]])
  for (const [path, content] of files) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    writeFileSync(join(to, path), content)
  }
  return [...files.keys()]
}

if (import.meta.main)
  await command(usage, { board: { type: 'string' }, to: { type: 'string', default: 'systems' } }, async ({ board: file, to }, [name]) => {
    if (!name || !/^[a-z][a-z0-9-]*$/.test(name)) throw new Refusal('Give it a name of small letters: npm run new -- hotel')
    if (file !== undefined && !existsSync(file)) throw new Refusal(`There is no board ${file}.`)
    const text = (file === undefined ? smallBoard(name) : readFileSync(file, 'utf8')).replace(/^system .*$/m, `system ${name}`)
    const folder = join(to, name)
    const files = write(boardFrom(text), text, folder)
    for (const path of files) console.log(`  ${relative('.', join(folder, path))}`)
    console.log(`\nIt runs: npm start ${name}, npm run simulate -- ${name}, npx node --test ${relative('.', folder)}/*.test.ts`)
    return exitCodes.fine
  })
