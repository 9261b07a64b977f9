import { createServer, type Server } from 'node:http'

/**
 * Answers on the port of a context that did not start: the process lives, so it need not be replaced, but it is not ready. What is wrong is for
 * operators: it is in the log and at the operations.
 */
export const standIn = (context: string): Server =>
  createServer((request, response) => {
    request.resume()
    const isLive = request.url === '/actuator/health/liveness'
    const isHealth = request.url?.startsWith('/actuator/health') ?? false
    const detail = `The context ${context} did not start, and decides nothing. Whoever operates it finds the reason in its log.`
    const problem = { type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'unavailable', detail }
    response.writeHead(isLive ? 200 : 503, {
      'content-type': isHealth ? 'application/json' : 'application/problem+json',
      'retry-after': '60',
    })
    response.end(JSON.stringify(isHealth ? { status: isLive ? 'UP' : 'DOWN' } : problem))
  })
