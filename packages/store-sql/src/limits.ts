/** How long anything is waited for, in ms. */
export const limits = {
  /** For a connection. */
  connect: 5000,
  /** For an answer: the server gives up then, and the connection lives on. */
  answer: 15_000,
  /** For a page of a list: one that has to sort everything must not keep others from theirs. */
  list: 5000,
  /** Beyond that, for a server that says nothing at all any more. */
  silence: 3000,
  /** For another's lock. */
  lock: 10_000,
  /** A transaction that nobody goes on with is given up by the server: its client may have vanished without a word. */
  idle: 10_000,
}
