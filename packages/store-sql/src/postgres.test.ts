import { needs, startPostgres } from '../../../tools/engines/index.ts'
import { keepsContract } from './contract.ts'
import { postgres } from './postgres.ts'

if (needs(['postgres'], 'a store on PostgreSQL')) keepsContract({ name: 'PostgreSQL', start: startPostgres, engine: postgres })
