import { Refusal } from './settings.ts'

/** Listens, or refuses in words. */
export const listening = async (port: number, host: string, what: string, listen: () => Promise<unknown>): Promise<void> => {
  try {
    await listen()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Refusal(
        `Port ${port} on ${host} is taken, so ${what} cannot listen there. Stop what uses it, or choose others with --port.`,
      )
    if (code === 'EACCES') throw new Refusal(`${what} may not listen on port ${port}. Choose one above 1023 with --port.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Refusal(`${host} is no address of this machine. Choose another with --host.`)
    throw error
  }
}
