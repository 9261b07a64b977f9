import type { Settings } from './settings.ts'

const written = document.querySelector<HTMLMetaElement>('meta[name="jumun"]')?.content
/** Served by something else than the gateway, all five run under their prefixes. */
const all: Settings = {
  access: 'open',
  systems: ['cafeteria', 'bread', 'air', 'delivery', 'cars'].map(name => ({
    name,
    prefix: `/${name}`,
    title: { ko: name, en: name },
    color: '#2A2420',
  })),
}
/** What the server told this page when it started. */
export const settings: Settings = written ? (JSON.parse(written) as Settings) : all
