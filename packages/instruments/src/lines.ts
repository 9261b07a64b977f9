import pino, { type DestinationStream, type Logger } from 'pino'

/** The Elastic Common Schema that names the fields of every line. */
export const ecsVersion = '8.11.0'

/** How the fields that the product speaks of are called in a line. What has no name there is a label of our own. */
const names: { readonly [field: string]: string } = {
  traceId: 'trace.id',
  method: 'http.request.method',
  address: 'client.address',
  server: 'server.address',
  file: 'file.path',
  error: 'error.message',
}
/** Phone numbers, mail addresses and tokens, wherever in a text somebody wrote them. */
const personal = [
  /(?<![\w.])(?:(?:\+|00)?82[ .-]?\(?0?|0)1\d\)?[ .-]?\d{3,4}[ .-]?\d{4}(?!\w)/g,
  /[^\s"'<>:;,()@]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g,
  /\beyJ[\w-]+(?:\.[\w-]*)*/g,
]
/** A text without what is of a person. Known fields are masked before; this is for texts that others wrote, such as those of errors. */
export const masked = (text: string): string => personal.reduce((left, pattern) => left.replace(pattern, '***'), text)

const named = (fields: { readonly [field: string]: unknown }): { readonly [field: string]: unknown } => {
  const line: { [name: string]: unknown } = {}
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue
    if (value instanceof Error) {
      line['error.type'] = value.name
      line['error.message'] = masked(value.message) // no stack: a log says nothing of how we are made
    } else line[names[field] ?? `labels.${field}`] = masked(typeof value === 'string' ? value : JSON.stringify(value))
  }
  return line
}

/** What begins each line of a service, whoever writes it; a brace is before it and a comma must follow. */
export const lineOf = (service: string): string => `"ecs.version":"${ecsVersion}","service.name":${JSON.stringify(service)}`

/**
 * The log of a process: lines of JSON with the names of ECS, what is personal masked. `service`: what it calls itself; `to`: where lines
 * go, standard output if it is left out.
 */
export const lines = (level: string, service: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      messageKey: 'message',
      base: { 'ecs.version': ecsVersion, 'service.name': service },
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: label => ({ 'log.level': label }), log: named },
      serializers: { message: masked },
    },
    to ?? pino.destination(1),
  )
