// A product that runs somewhere, as its operators ask it.
/** What is asked of it waits no longer, in ms. */
const patience = 30_000

export interface Product {
  get(path: string): Promise<string>
  post(path: string, body: object): Promise<string>
}
/** What it says, as text; a refusal and a silence in words. `token`: whose name it is asked in, where it is guarded. */
export const productAt = (address: string, token: string | undefined): Product => {
  const ask = async (path: string, init: Omit<RequestInit, 'headers'>, more: Record<string, string> = {}): Promise<string> => {
    const headers = { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...more }
    let response: Response
    try {
      response = await fetch(new URL(path, address), { ...init, headers, signal: AbortSignal.timeout(patience) })
    } catch (error) {
      throw new Error(`Nobody answers at ${address}: start the product (npm start), or say where it is with --at.`, { cause: error })
    }
    const text = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${text}`)
    return text
  }
  return {
    get: path => ask(path, {}),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }, { 'content-type': 'application/json' }),
  }
}
