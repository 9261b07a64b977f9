/** The key that a role is bound to, besides those that everybody has: whoever is a store's owner acts for that store. */
export type Key = 'storeId' | 'riderId'
export interface RoleRule {
  /** Who may give it, besides whoever sits at the machine. Somebody with a key gives their own. */
  readonly by: readonly string[]
  readonly key?: Key
}

/** What everybody has who signs up. */
export const roleOfAll: readonly string[] = ['customer', 'buyer']

export type Rules = { readonly [role: string]: RoleRule }
/** Who may give which role. What does not stand here is given to nobody: `system`, say, is for processes. */
export const rules: Rules = {
  operator: { by: ['operator'] },
  metrics: { by: ['operator'] },
  manager: { by: ['operator'] },
  barista: { by: ['operator', 'manager'] },
  baker: { by: ['operator', 'baker'] },
  flightManager: { by: ['operator'] },
  owner: { by: ['operator', 'owner'], key: 'storeId' },
  rider: { by: ['operator'], key: 'riderId' },
  seller: { by: ['operator', 'purchasing'] },
  purchasing: { by: ['operator'] },
  stockManager: { by: ['operator'] },
  transporter: { by: ['operator', 'stockManager'] },
}

/** Roles that no person has. */
const notForPeople: readonly string[] = ['system', 'policy']
/** The table with the roles that systems bring which it does not know: operators give them. */
export const rulesWith = (roles: readonly string[]): Rules => ({
  ...Object.fromEntries(
    roles.filter(role => !roleOfAll.includes(role) && !notForPeople.includes(role)).map(role => [role, { by: ['operator'] }]),
  ),
  ...rules,
})

/** Somebody who gives roles. */
export interface Giver {
  readonly roles: readonly string[]
  readonly keys: { readonly [key in Key]?: string | undefined }
}
/** Whoever sits at the machine. */
export const machine: Giver = { roles: ['operator'], keys: {} }

/** The roles that they may give, in the order of the table. */
export const givenBy = (giver: Giver, table: Rules = rules): readonly string[] =>
  Object.entries(table).flatMap(([role, { by }]) => (by.some(r => giver.roles.includes(r)) ? [role] : []))

/** May they give it, with this key? Only operators give keys that are not their own. */
export const mayGive = (giver: Giver, role: string, key: string | undefined, table: Rules = rules): boolean => {
  const rule = Object.hasOwn(table, role) ? table[role] : undefined
  if (!rule || !givenBy(giver, table).includes(role)) return false
  if (!rule.key) return key === undefined
  return key !== undefined && (giver.roles.includes('operator') || giver.keys[rule.key] === key)
}
