import { needs, startMariadb } from '../../../tools/engines/index.ts'
import { keepsContract } from './contract.ts'
import { mariadb } from './mariadb.ts'

if (needs(['mariadb'], 'a store on MariaDB')) keepsContract({ name: 'MariaDB', start: startMariadb, engine: mariadb })
