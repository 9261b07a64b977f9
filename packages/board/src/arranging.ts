// Where the frames of a board stand beside each other.
import { type Context, type System, contextOfEvent } from '@jumun/core/model'
import { type Frame, frameOf, size } from './frame.ts'
import { grid } from './ways.ts'
import { leads } from './probe.ts'

interface Spots {
  readonly price: number
  readonly spots: readonly { readonly x: number; readonly y: number; readonly w: number }[]
}
/** Puts frames into rows or columns: short lines, a shape that suits a page, the first frame first. */
const arrange = (frames: readonly Frame[], links: readonly (readonly [number, number])[]): Spots => {
  let best: Spots = { price: Infinity, spots: [] }
  const judge = (groups: readonly (readonly number[])[], inRows: boolean) => {
    const spots: { x: number; y: number; w: number }[] = []
    let [along, across] = [0, 0]
    for (const group of groups) {
      let at = 0
      for (const i of group) {
        spots[i] = inRows ? { x: at, y: across, w: frames[i]!.w } : { x: across, y: at, w: Math.max(...group.map(k => frames[k]!.w)) }
        at += (inRows ? frames[i]!.w : frames[i]!.h) + size.gutter
      }
      along = Math.max(along, at)
      across += Math.max(...group.map(i => (inRows ? frames[i]!.h : frames[i]!.w))) + size.gutter
    }
    const [w, h] = inRows ? [along, across] : [across, along]
    // the right edges are even
    if (inRows) for (const group of groups) spots[group.at(-1)!]!.w = w - size.gutter - spots[group.at(-1)!]!.x
    const center = (i: number) => [spots[i]!.x + frames[i]!.w / 2, spots[i]!.y + frames[i]!.h / 2] as const
    const long = links.reduce((sum, [a, b]) => sum + Math.abs(center(a)[0] - center(b)[0]) + Math.abs(center(a)[1] - center(b)[1]), 0)
    // as small as it can be shown on a page that is a little taller than wide
    const price = Math.max(w * 1.1, h * 0.8) + (w * h) / 4000 + long / 40 + (groups[0]![0] === 0 ? 0 : 1e6)
    if (price < best.price - 1e-6) best = { price, spots }
  }
  // beyond five frames trying every order takes too long: then the order of the system
  const orders = frames.length <= 5
  const build = (groups: number[][], left: readonly number[]) => {
    if (!left.length) {
      judge(groups, true)
      judge(groups, false)
      return
    }
    for (const i of orders ? left : left.slice(0, 1)) {
      const others = left.filter(k => k !== i)
      const last = groups.at(-1)
      if (last) build([...groups.slice(0, -1), [...last, i]], others)
      build([...groups, [i]], others)
    }
  }
  const all = frames.map((_, i) => i)
  build([], all)
  return best
}

/** Each frame as high as it gets within some width; the widths are tried out. */
export const layouts = (system: System): readonly [readonly Frame[], Spots] => {
  const tried = system.contexts.map(c => [3, 4, 5, 6, 7, 8, 9, 10, 12].map(most => frameOf(system, c, most)))
  const between = links(system)
  let best: readonly [readonly Frame[], Spots] | undefined
  for (let most = 800; most <= 2400; most += 80) {
    const frames = tried.map(all => {
      const fit = all.filter(f => f.w <= most)
      return (fit.length ? fit : all).reduce((a, b) => ((fit.length ? b.w * b.h < a.w * a.h : b.w < a.w) ? b : a))
    })
    const spots = arrange(frames, between)
    if (!best || spots.price < best[1].price) best = [frames, spots]
  }
  const [frames, spots] = best!
  // what a frame is wider than it needs to be goes between its groups, where the lines are
  const aired = frames.map((f, i) => {
    const room = Math.floor((spots.spots[i]!.w - f.w) / Math.max(1, f.gaps) / grid) * grid
    return frameOf(system, f.context, f.most, size.between + Math.min(room, 56))
  })
  return [aired, spots]
}
/** Which frames lines go between, one entry for each line. */
const links = (system: System): (readonly [number, number])[] => {
  const at = (c: Context | undefined) => system.contexts.indexOf(c!)
  return system.contexts
    .flatMap((c, i) => [
      ...Object.values(c.policies).flatMap(p => [
        [at(contextOfEvent(system, p.event)), i] as const,
        ...leads(p, system.reasons).map(l => [i, at(system.contexts.find(o => o.aggregates.some(a => l.type in a.decide)))] as const),
      ]),
      ...c.views.flatMap(v => v.folds.map(f => [at(contextOfEvent(system, f.event)), i] as const)),
    ])
    .filter(([a, b]) => a !== b && a >= 0 && b >= 0)
}
