// Asks the process of this container whether it may be given requests: an image without a shell has no curl either.
const port = process.env['JUMUN_PORT'] ?? '8080'
const asked = fetch(`http://127.0.0.1:${port}/actuator/health/readiness`, { signal: AbortSignal.timeout(1500) })
process.exitCode = (await asked.then(a => a.ok).catch(() => false)) ? 0 : 1
