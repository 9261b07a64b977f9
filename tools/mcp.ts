import { readFileSync } from 'node:fs'
import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { Refusal } from '@jumun/host'
import { Type } from '@jumun/core/model'
import { command } from './command.ts'
import { productAt } from './mcp/product.ts'
import { cut, toolsFor } from './mcp/tools.ts'

const usage = `npm run --silent mcp [-- --at http://localhost:8088] [--token-file FILE] [--may-write]

  A door for agents: the Model Context Protocol over standard input and output. Boards, cards and days of the systems, stories of the
  simulation, a check of a model against data; and of a product that runs: find a case, why it is stuck, its history, the audit.
  --at URL           where the product runs (http://localhost:8088)
  --token-file FILE  the access token of an operator, where it is guarded
  --may-write        also what changes something: a new system, a retry`

const options = {
  at: { type: 'string', default: 'http://localhost:8088' },
  'token-file': { type: 'string' },
  'may-write': { type: 'boolean' },
} as const
const tokenIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new Refusal(`--token-file: ${file} cannot be read.`)
  }
}
const serverFor = (tools: ReturnType<typeof toolsFor>): McpServer => {
  const server = new McpServer({ name: 'jumun', version: '0.1.0' })
  for (const [name, { description, input, writes, run }] of Object.entries(tools))
    server.registerTool(
      name,
      {
        description,
        inputSchema: fromJsonSchema<object>(JSON.parse(JSON.stringify(Type.Object(input as never, { additionalProperties: false })))),
        annotations: { readOnlyHint: !writes, openWorldHint: false },
      },
      async given => {
        try {
          return { content: [{ type: 'text', text: cut(await run(given)) }] }
        } catch (error) {
          return { isError: true, content: [{ type: 'text', text: (error as Error).message }] }
        }
      },
    )
  return server
}

await command(usage, options, async values => {
  if (!URL.canParse(values.at)) throw new Refusal(`--at takes an address such as http://localhost:8088, not "${values.at}".`)
  const token = values['token-file'] === undefined ? undefined : tokenIn(values['token-file'])
  const tools = toolsFor(productAt(values.at, token), values['may-write'] === true)
  serveStdio(() => serverFor(tools))
  await new Promise(ended => process.stdin.once('close', ended))
})
