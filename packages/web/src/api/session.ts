// Who is signed in. In open mode nobody has to be. Whoever brings a login puts the token of the provider here.
const session: { token?: string } = {}

/** The request, in the name of whoever is signed in. */
export const signed = (request: Request): Request => {
  if (session.token !== undefined) request.headers.set('authorization', `Bearer ${session.token}`)
  return request
}
