import { Redirect } from 'wouter'

/** A customer's orders of all shops. Today the café is the one that has a page of its own for them. */
const Me = () => <Redirect to="/shops/cafeteria/me" replace />
export default Me
