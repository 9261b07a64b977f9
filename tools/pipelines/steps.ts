import type { System } from '@jumun/core/model'
import { gateway, partsOf, platform } from './graph.ts'

/** One command of a pipeline. `needs`: what must be there besides the checkout, by the variable that names it. */
export interface Step {
  readonly name: string
  readonly run: string
  readonly needs?: 'REGISTRY' | 'CLUSTER'
}
export interface Pipeline {
  readonly system: string
  readonly context: string
  /** What it is built anew for. */
  readonly paths: readonly string[]
  readonly steps: readonly Step[]
}
const stepsOf = (system: string, context: string): readonly Step[] => {
  const tests = [...(context === gateway ? [] : [`"systems/${system}/${context}/**/*.test.ts"`]), `"systems/${system}/*.test.ts"`]
  return [
    { name: 'Install', run: 'npm ci --no-fund --no-audit' },
    { name: 'Check types', run: 'npx tsc' },
    { name: 'Test', run: `npx node --test --test-timeout=600000 ${tests.join(' ')}` },
    { name: 'Keep what the last release promised', run: `npm run --silent registry -- ${system} --check` },
    { name: 'Play stories under faults', run: `npm run --silent simulate -- ${system} 200` },
    { name: 'Build the image', run: 'npm run --silent image -- --tag "$REGISTRY/jumun:$COMMIT"', needs: 'REGISTRY' },
    { name: 'Push it', run: 'podman push --digestfile digest "$REGISTRY/jumun:$COMMIT"', needs: 'REGISTRY' },
    {
      name: 'Deploy it by its digest',
      run: `kubectl --context "$CLUSTER" --namespace ${system} set image deployment/${context} "jumun=$REGISTRY/jumun@$(cat digest)"`,
      needs: 'CLUSTER',
    },
    {
      name: 'Wait until it is out',
      run: `kubectl --context "$CLUSTER" --namespace ${system} rollout status deployment/${context} --timeout 10m`,
      needs: 'CLUSTER',
    },
  ]
}

/** A pipeline for each context of these systems, and for each gateway. */
export const pipelinesOf = (systems: Iterable<System>): readonly Pipeline[] => {
  const shared = platform()
  return [...systems].flatMap(system =>
    [...system.contexts.map(c => c.name), gateway].map(context => ({
      system: system.name,
      context,
      paths: [...partsOf(system, context), ...shared],
      steps: stepsOf(system.name, context),
    })),
  )
}
