// The autoscaler of Kubernetes (autoscaling/v2, one resource, its behavior by default), as its documentation says it decides.
import { readFileSync } from 'node:fs'
import type { Scale } from '../deploy/figures.ts'

/** What was seen of a replica: its CPU in percent of what it asks for; undefined: it is not ready. */
export type Usage = number | undefined

/** How far from what is wanted it may be without anything being done. */
const tolerance = 0.1

/**
 * How many there should be. Those that are not ready are taken for idle where more are wanted, and are not looked at where fewer are; at
 * most twice as many, or four more, are begun at once.
 */
export const wanted = (usages: readonly Usage[], { least, most, cpu }: Scale): number => {
  const now = usages.length
  const seen = usages.filter(u => u !== undefined)
  if (!seen.length) return Math.max(least, Math.min(most, now))
  const total = seen.reduce((a, b) => a + b, 0)
  const asIs = total / seen.length / cpu
  const ratio = asIs > 1 ? total / now / cpu : asIs
  const many = Math.abs(ratio - 1) <= tolerance || (asIs > 1 && ratio < 1) ? now : Math.ceil(ratio * (asIs > 1 ? now : seen.length))
  return Math.max(least, Math.min(most, Math.max(2 * now, now + 4), many))
}

/** Holds back from ending any before the highest number of the last `settle` ms is lower, too (300 s in Kubernetes). */
export class Patience {
  private readonly recent: { readonly at: number; readonly many: number }[] = []
  private readonly settle: number
  constructor(settle: number) {
    this.settle = settle
  }
  calm(many: number, now: number, at: number): number {
    this.recent.push({ at, many })
    while (this.recent[0]!.at < at - this.settle) this.recent.shift()
    return Math.max(many, Math.min(now, Math.max(...this.recent.map(r => r.many))))
  }
}

/** The CPU time of a process until now, in ms, as the system counts it for a container. */
export const cpuTimeOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10 // user and system, in hundredths of a second
}
