export { sandboxes as adapters } from '../sandboxes.ts'
