import { needs, startMariadb } from '../../../tools/engines/index.ts'
import { keepsReplicasContract } from './contract.ts'
import { mariadb } from './mariadb.ts'

if (needs(['mariadb'], 'replicas on MariaDB'))
  keepsReplicasContract({ name: 'MariaDB', start: startMariadb, engine: mariadb }, message => message.includes(';COMMIT'))
