// npm run deploy: the systems in Kubernetes, written from their models and checked by a real API server.
import { systems } from '@jumun/systems'
import { command, exitCodes } from '../command.ts'
import { differing, rendered, write } from './files.ts'

const usage = `npm run deploy -- render|check

  render   writes deploy/kubernetes from the models: a kustomize base for each system (each context a deployment of its own, on
           databases and Kafka), an overlay for a cluster without databases (files), components for Istio, Strimzi and the
           operator of Prometheus, and a broker where the cluster has none
  check    says whether what lies there is what the models say now`

await command(usage, {}, async (_, [verb = 'check', ...more]) => {
  if (more.length || (verb !== 'render' && verb !== 'check')) {
    console.error(`"${[verb, ...more].join(' ')}" is not understood.\n\n${usage}`)
    return exitCodes.notUnderstood
  }
  const files = await rendered(Object.values(systems))
  if (verb === 'render') {
    write(files)
    console.log(`${files.size} files in deploy/kubernetes`)
    return exitCodes.fine
  }
  const wrong = differing(files)
  for (const path of wrong) console.error(`deploy/kubernetes/${path} is not what the model says: npm run deploy -- render`)
  if (!wrong.length) console.log(`${files.size} files, as the models say`)
  return wrong.length ? exitCodes.wrong : exitCodes.fine
})
