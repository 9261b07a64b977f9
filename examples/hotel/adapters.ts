export { sandboxes as adapters } from '@jumun/systems/sandboxes'
