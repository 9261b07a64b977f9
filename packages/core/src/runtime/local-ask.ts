import { Guard, type GuardSettings, guardDefaults } from './guard.ts'
import type { Node } from './node.ts'
import type { Ask, Question, Reply } from './ports.ts'

/**
 * What speaks to a system that is not ours: by command, its answer's status; `unreachable` when nothing was sent; `unsent` when nothing was sent
 * for a reason that is not its own.
 */
export type Adapter = {
  readonly [command: string]: (
    data: any,
    until: number,
  ) => Promise<{ readonly status: string; readonly detail?: any } | 'unreachable' | 'unsent'>
}

/** The solid lines of one context to the others of the process and to the outside, each target behind a guard of its own. */
export class LocalAsk implements Ask {
  readonly guards = new Map<string, Guard>()
  private readonly nodes: (context: string) => Node | Promise<Node | undefined> | undefined
  private readonly externals: { readonly [name: string]: Adapter }
  private readonly elsewhere: (context: string) => ((question: Question) => Promise<Reply>) | undefined
  private readonly settings: GuardSettings

  /** `nodes`: the contexts of this process; one that is starting is waited for. `elsewhere`: how a context is asked that does not run in this process. */
  constructor(
    nodes: (context: string) => Node | Promise<Node | undefined> | undefined,
    externals: { readonly [name: string]: Adapter },
    settings: GuardSettings = guardDefaults,
    elsewhere: (context: string) => ((question: Question) => Promise<Reply>) | undefined = () => undefined,
  ) {
    this.nodes = nodes
    this.externals = externals
    this.elsewhere = elsewhere
    this.settings = settings
  }
  ask(target: string, question: Question): Promise<Reply> {
    return this.guard(target).call(question, q => this.send(target, q))
  }
  /** What stands around the solid line to this target. */
  guard(target: string): Guard {
    let guard = this.guards.get(target)
    if (!guard) this.guards.set(target, (guard = new Guard(target, this.settings)))
    return guard
  }
  private async send(target: string, question: Question): Promise<Reply> {
    const adapter = this.externals[target]
    if (adapter) {
      const answer = await adapter[question.type]!(question.data, question.until)
      if (answer === 'unsent') return { kind: 'unreachable', held: true }
      return answer === 'unreachable' ? { kind: 'unreachable' } : { kind: 'answer', accepted: true, ...answer }
    }
    const found = this.nodes(target)
    const node = found instanceof Promise ? await found : found
    if (node) return node.stopped ? { kind: 'unreachable' } : node.serve(question)
    return this.elsewhere(target)?.(question) ?? { kind: 'unreachable' }
  }
}
