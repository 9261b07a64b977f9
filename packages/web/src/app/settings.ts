/** What the server tells the app about itself, in the page that starts it. */
export interface Settings {
  /** `open`: whoever asks acts for everybody, and chooses a role. */
  readonly access: 'open' | 'guarded'
  readonly systems: readonly RunningSystem[]
  /** Where people sign in, where they have to; left out: the app does not know. */
  readonly signIn?: SignIn | undefined
}
/** A provider of identity (OpenID Connect), as the app asks it. */
export interface SignIn {
  /** Its address; what it can do is found there. */
  readonly issuer: string
  /** What it calls this app, which keeps no secret. */
  readonly client: string
  readonly scope: string
  /** What it is asked besides, such as for whom the token is to be. */
  readonly parameters?: { readonly [name: string]: string } | undefined
  /** The address by which it knows the app; left out: any by which it is reached. */
  readonly home?: string | undefined
  /** Where people look after their account. */
  readonly account?: string | undefined
}
export interface RunningSystem {
  readonly name: string
  /** Where its API begins: empty where it runs alone, else `/` and its name. */
  readonly prefix: string
  readonly title: { readonly ko: string; readonly en: string }
  readonly color: string
}
