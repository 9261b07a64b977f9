import type { components } from './generated/cafeteria.ts'

/** A problem document (RFC 9457); all systems write the same one. */
export type Problem = components['schemas']['Problem']

/** The server said no, and why. */
export class Refused extends Error {
  readonly problem: Problem
  readonly status: number
  /** When it may be tried again, in ms; undefined: nothing is said about it. */
  readonly retryAfter: number | undefined
  constructor(problem: Problem, response: Response) {
    super(problem.detail)
    this.problem = problem
    this.status = response.status
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    this.retryAfter = Number.isFinite(seconds) ? seconds * 1000 : undefined
  }
  /** Which problem it is: the last part of its type. */
  get slug(): string {
    return this.problem.type.replace(/^.*\//, '')
  }
}
/** No answer came: nobody knows whether it was done. */
export class Unreached extends Error {}

/** What the server answers; throws `Refused` or `Unreached`. */
export const answer = async <T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> => {
  const told = await asked.catch((error: unknown) => {
    throw new Unreached('no answer', { cause: error })
  })
  if (told.response.ok) return told.data as T
  throw new Refused(problemOf(told.error, told.response), told.response)
}

/** The same of a plain question, whose answer is read by `how`. */
export const read = <T>(asked: Promise<Response>, how: (response: Response) => Promise<T>): Promise<T> =>
  answer(
    asked.then(async response =>
      response.ok ? { data: await how(response), response } : { error: await response.json().catch(() => undefined), response },
    ),
  )

/** Whatever stands between us and the server may answer without a document. */
const problemOf = (said: unknown, response: Response): Problem =>
  typeof said === 'object' && said !== null && 'type' in said && 'detail' in said
    ? (said as Problem)
    : { type: '/problems/unexpected', title: response.statusText, status: response.status, detail: '' }
