/** Why an engine cannot run here, and what brings it. */
export interface Missing {
  readonly why: string
  readonly how: string
}
