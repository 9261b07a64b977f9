import type { Node, Question, Reply } from '@jumun/core/runtime'
import { checking, limited } from '@jumun/core/runtime'
import type { Exchange } from './exchange.ts'
import { Problem } from './problem.ts'

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(v => typeof v === 'string')

/** `POST /asks/{Command}`: another context of the system asks. Role `system` only, and never through the gateway. */
export const askRoute = (node: Node) => {
  const checks = new Map([...node.owners].map(([type, a]) => [type, checking(a.commands[type]!.schema)]))
  return async (x: Exchange): Promise<void> => {
    if (!x.caller.anyone && !x.caller.roles.includes('system')) throw new Problem('role')
    const type: string = x.params.command
    const check = checks.get(type)
    if (!check) throw new Problem('not-found')
    const asked = (x.body ?? {}) as Partial<Question> & { within?: unknown; person?: unknown }
    const { data, id, by, causes = [], actor, settles, trace, person, within } = asked
    // who asks from another machine says how much time is left: its clock may be another
    const until = typeof within === 'number' ? x.sent + within : asked.until
    const wrong = [
      ...(typeof id === 'string' && id.length > 0 && id.length < 1000 ? [] : ['id']),
      ...(by === 'system' || by === 'policy' ? [] : ['by']),
      ...(isTexts(causes) ? [] : ['causes']),
      ...(typeof actor === 'string' ? [] : ['actor']),
      ...(typeof until === 'number' && Number.isFinite(until) ? [] : ['until']),
      ...(settles === undefined || isTexts(settles) ? [] : ['settles']),
      ...(trace === undefined || typeof trace === 'string' ? [] : ['trace']),
      ...(check().Check(data) ? [] : ['data']),
    ]
    if (wrong.length) throw new Problem('malformed', { errors: wrong.map(field => ({ field, word: 'form' as const })) })
    const question = {
      type,
      data,
      id,
      by,
      causes,
      actor,
      until,
      ...(settles ? { settles } : {}),
      ...(x.edge.tracing ? { trace: x.trace } : trace ? { trace } : {}),
      ...(person ? { person } : {}),
    } as Question
    const reply: Reply = node.stopped ? { kind: 'unreachable' } : await limited(node.serve(question), question.until)
    x.send(200, ['content-type', 'application/json'], JSON.stringify(reply))
  }
}
