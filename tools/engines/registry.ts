// The registry of images that the registries of the world run (distribution), on a port of this machine: pushed to and
// pulled from by digest.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Missing } from './missing.ts'
import { type Engine, type Place, startEngine } from './process.ts'
import { programOf } from './unpacked.ts'

const program = (): string | undefined => programOf('docker-registry')

export const missingRegistry = (): Missing | undefined =>
  program() ? undefined : { why: 'no registry of images is here', how: 'npm run engines -- install docker-registry' }

/** Without encryption and logins, for this machine alone: its url is `127.0.0.1:port`, as it stands in the name of an image. */
export const startRegistry = async (place: Place = {}): Promise<Engine> =>
  startEngine(
    {
      name: 'registry',
      url: port => `127.0.0.1:${port}`,
      run: (data, port, dir) => {
        const config = join(dir, 'config.json') // JSON is YAML
        writeFileSync(
          config,
          JSON.stringify({
            version: '0.1',
            log: { level: 'warn' },
            storage: { filesystem: { rootdirectory: data } },
            http: { addr: `127.0.0.1:${port}` },
          }),
        )
        return [program()!, 'serve', config]
      },
      version: async port => {
        const said = await fetch(`http://127.0.0.1:${port}/v2/`)
        return said.ok ? `a registry of ${said.headers.get('docker-distribution-api-version')}` : undefined
      },
    },
    place,
  )
