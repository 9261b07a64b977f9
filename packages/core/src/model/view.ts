import type { Static, TObject, TProperties } from 'typebox'
import type { DataOf, Event } from './message.ts'

/** The green note as the runtime reads it. */
export interface View {
  readonly kind: 'view'
  readonly name: string
  /** The field of every folded event that names the row. */
  readonly key: string
  /** Each event makes a row of its own; the field `key` is the event's id, and there from the start. */
  readonly perEvent: boolean
  readonly fields: TProperties
  readonly folds: readonly Fold[]
  /** A row is shown only when this holds; until then it remembers silently. */
  readonly listed: (row: any) => boolean
  readonly finish: (row: any) => any
}
/** `time`: when it happened, ms since 1970. */
export interface Told {
  readonly time: number
}
interface Fold {
  readonly event: Event
  readonly fold: (row: any, happened: any, told: Told) => any
}
/** A view to which events are still added. */
export interface OpenView<R> extends View {
  /** What the event makes of the row. The first event of a row gets an empty one. */
  on<E extends Event>(event: E, fold: (row: Partial<R>, happened: DataOf<E>, told: Told) => Partial<R>): OpenView<R>
}

/**
 * A table folded from events, for reading. One column or more per source context, so that events of different contexts
 * may overtake each other; `finish` derives what depends on several columns.
 */
export const view = <P extends TProperties>(
  name: string,
  definition: {
    readonly key: string
    readonly perEvent?: boolean
    readonly fields: P
    readonly listed?: (row: Partial<Static<TObject<P>>>) => boolean
    readonly finish?: (row: Partial<Static<TObject<P>>>) => Partial<Static<TObject<P>>>
  },
): OpenView<Static<TObject<P>>> => {
  const folds: Fold[] = []
  const made: OpenView<Static<TObject<P>>> = {
    kind: 'view',
    name,
    key: definition.key,
    perEvent: definition.perEvent ?? false,
    fields: definition.fields,
    folds,
    listed: definition.listed ?? (() => true),
    finish: definition.finish ?? (row => row),
    on(event, fold) {
      if (!event.public) throw new Error(`view ${name} cannot fold ${event.type}: internal events have no number in their case`)
      folds.push({ event, fold })
      return made
    },
  }
  return made
}
