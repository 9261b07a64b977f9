/** How long anything is waited for, in ms. */
export const limits = {
  /** For a connection. */
  connect: 5000,
  /** For an answer. */
  answer: 15_000,
  /** For another's lock. */
  lock: 10_000,
  /** A transaction that nobody goes on with is given up by the server: its client may have vanished without a word. */
  idle: 10_000,
}
