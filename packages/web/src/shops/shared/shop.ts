import type { IconName } from '../../design/icons.ts'

/** What the pages that all shops share must know of one. */
export interface Shop {
  readonly system: string
  /** What is drawn where its goods are spoken of. */
  readonly icon: IconName
  /** Where its customers begin. */
  readonly home: string
}
