import { needs, startMariadb } from '../../../tools/engines/index.ts'
import { keepsContract, keepsReplicasContract, type On } from './contract.ts'
import { mariadb } from './mariadb.ts'

const on: On = { name: 'MariaDB', start: startMariadb, engine: mariadb, isCommit: message => message.includes(';COMMIT') }
if (needs(['mariadb'], 'a store on MariaDB')) {
  keepsContract(on)
  keepsReplicasContract(on)
}
