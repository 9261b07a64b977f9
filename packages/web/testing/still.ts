// Pages that look the same whenever and wherever they are drawn: it is always the same noon, and nothing moves.
import type { Page } from 'playwright-core'

const day = 86_400_000
const seoul = 9 * 3_600_000
/** Monday, the first of March 2027, at noon in Seoul. */
const noon = Date.UTC(2027, 2, 1, 3)
const days = (at: number): number => Math.floor((at + seoul) / day)
/** When the day begins in Seoul that is so many days after that of this moment: what it is called does not depend on the hour. */
export const seoulDay = (now: number, later: number): number => (days(now) + later) * day - seoul

/** When something is told to have been: a moment ago is five minutes before noon, a moment to come ten after it, another day at half past nine. */
const momentAt = (at: number, now: number): number => {
  const away = at - now
  if (Math.abs(away) < day / 2) return noon + (away > 0 ? 10 : -5) * 60_000
  return noon + (days(at) - days(now)) * day - 2.5 * 3_600_000
}
/** Text of the server with all times as of that noon. */
export const atNoon = (text: string, now: number): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, time => new Date(momentAt(Date.parse(time), now)).toISOString())

/** Holds the page still from its next load on. It asks the server again and again instead of being told: what is told, is told of now. */
export const still = async (page: Page): Promise<void> => {
  await page.clock.setFixedTime(noon)
  await page.route(
    url => !/\.(js|css|svg|woff2|png)$/.test(url.pathname),
    async route => {
      if (!['fetch', 'xhr'].includes(route.request().resourceType())) return route.fallback()
      if (new URL(route.request().url()).pathname.endsWith('/live')) return route.abort()
      // how many minutes of the last day have been looked at, is a matter of how fast the machine is
      if (new URL(route.request().url()).pathname === '/operations/day') return route.fulfill({ json: { every: 60, at: [], systems: [] } })
      const response = await route.fetch()
      await route.fulfill({ response, body: atNoon(await response.text(), Date.now()) })
    },
  )
}
