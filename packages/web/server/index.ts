import type { SignIn } from '../src/app/settings.ts'
import { type Running, site } from './site.ts'

export { built } from './site.ts'
export { fingerprint } from './sources.ts'

/** The web app for systems under their prefixes, as a gateway serves it. What is built is built once the gateway answers. */
export const siteOf = (
  systems: readonly { readonly system: Omit<Running, 'prefix'>; readonly prefix: string }[],
  access: 'open' | 'guarded',
  signIn?: () => SignIn | undefined,
) =>
  site(
    () => ({
      access,
      systems: systems.map(({ system: { name, title, color }, prefix }) => ({ name, title, color, prefix })),
      signIn: signIn?.(),
    }),
    text => console.error(text),
  )
