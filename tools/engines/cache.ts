import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where lies what is fetched, kept between runs. */
export const cacheFolder = (): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'jumun-engines')
