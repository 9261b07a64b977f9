/** What the server tells the app about itself, in the page that starts it. */
export interface Settings {
  /** `open`: whoever asks acts for everybody, and chooses a role. */
  readonly access: 'open' | 'guarded'
  readonly systems: readonly RunningSystem[]
}
export interface RunningSystem {
  readonly name: string
  /** Where its API begins: empty where it runs alone, else `/` and its name. */
  readonly prefix: string
  readonly title: { readonly ko: string; readonly en: string }
  readonly color: string
}
