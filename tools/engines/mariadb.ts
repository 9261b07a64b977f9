// MariaDB as the system brings it, such as Debian's packages mariadb-server-core and mariadb-client-core: no service is started or touched.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { find } from './find.ts'
import type { Missing } from './missing.ts'
import { type Engine, greet, type Place, startEngine } from './process.ts'

/** The last is asked by the one before it. */
const programs = ['mariadbd', 'mariadb-install-db', 'my_print_defaults']

export const missingMariadb = (): Missing | undefined => {
  const lacking = programs.filter(program => !find(program))
  return lacking.length ? { why: `there is no ${lacking.join(', no ')}`, how: 'npm run engines -- install mariadb' } : undefined
}

/** A server whose commits survive `kill`; `root` may do everything, without a password. */
export const startMariadb = async (place: Place = {}): Promise<Engine> => {
  const [server, install] = [find('mariadbd'), find('mariadb-install-db')]
  if (!server || !install) throw new Error('there is no MariaDB here: npm run engines -- install mariadb')
  return startEngine(
    {
      name: 'mariadb',
      asNobody: true,
      url: port => `mariadb://root@127.0.0.1:${port}`,
      prepare: data => [
        install,
        '--no-defaults',
        `--datadir=${data}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        '--force', // whether or not this machine knows its own name
        '--skip-name-resolve',
        '--innodb-log-file-size=16M',
      ],
      run: (data, port, dir) => {
        const first = join(dir, 'first.sql')
        writeFileSync(first, 'CREATE DATABASE IF NOT EXISTS jumun CHARACTER SET utf8mb4;\n')
        return [
          server,
          '--no-defaults',
          `--datadir=${data}`,
          `--port=${port}`,
          '--bind-address=127.0.0.1',
          `--socket=${join(dir, 'socket')}`,
          `--pid-file=${join(dir, 'pid')}`,
          `--init-file=${first}`,
          '--skip-name-resolve',
          '--max-connections=300',
          '--innodb-buffer-pool-size=128M',
          '--innodb-log-file-size=16M',
          '--innodb-flush-log-at-trx-commit=1',
        ]
      },
      // it speaks first: its number, behind a 5.5.5 that old replicas want to see
      version: port =>
        greet(port, undefined, answer => /^(?:5\.5\.5-)?([\d.]+)-MariaDB/.exec(answer.toString('latin1', 5))?.[1]).then(
          v => `MariaDB ${v}`,
        ),
    },
    place,
  )
}
