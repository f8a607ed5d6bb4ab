/** A step of PostgreSQL's own plan (EXPLAIN VERBOSE, FORMAT JSON), as far as it says what is read and by what. */
export interface PlanNode {
  readonly 'Relation Name'?: string
  readonly Alias?: string
  readonly 'Node Type': string
  readonly Plans?: readonly PlanNode[]
  readonly [word: string]: unknown
}

const conditions = ['Index Cond', 'Recheck Cond', 'Filter', 'Hash Cond', 'Merge Cond', 'Join Filter']
const equality = /(\$\d+|\b[a-z]\w*\.\w+)(?:::\w+)? = (?:ANY )?\(*(\$\d+|\b[a-z]\w*\.\w+)/gu
const asked = 'what was asked for'

/** Parts of one table are s_1, s_2 ... in a plan, and a condition names any of them. */
function whole(reference: string): string {
  return reference.replace(/_\d+\./u, '.')
}

function everyNode(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(everyNode)]
}

/**
 * What of a plan is not held to one store: a table that is read by something else than its store, or undefined. Each table is tied to
 * what was asked for by an equality of its store, or to another table that is. `fansOut`: to one another, whatever the store.
 */
export function planFault(plan: PlanNode, { ofTheChain, fansOut }: { readonly ofTheChain: ReadonlySet<string>; readonly fansOut: boolean }): string | undefined {
  const nodes = everyNode(plan)
  const keys = new Map<string, string>()
  for (const { 'Relation Name': table, Alias: alias, 'Node Type': type } of nodes) {
    // What is written to is tied by its key, which begins with the store; what is found for it is read by a scan of its own.
    if (table === undefined || alias === undefined || type === 'ModifyTable') continue
    if (table === 'store') keys.set(`${alias}.id`, table)
    else if (!ofTheChain.has(table)) keys.set(whole(`${alias}.store`), table)
  }
  const ties: (readonly [string, string])[] = []
  for (const node of nodes) {
    for (const word of conditions) {
      const said = node[word]
      if (typeof said !== 'string') continue
      for (const [, left = '', right = ''] of said.matchAll(equality)) {
        const [one, other] = [whole(left), whole(right)]
        if (keys.has(one)) ties.push([one, keys.has(other) ? other : asked])
        else if (keys.has(other)) ties.push([other, asked])
      }
    }
  }
  const [first] = keys.keys()
  const tied = new Set(fansOut && first !== undefined ? [asked, first] : [asked])
  for (let grew = true; grew; ) {
    grew = false
    for (const [one, other] of ties) {
      if (tied.has(one) === tied.has(other)) continue
      tied.add(one).add(other)
      grew = true
    }
  }
  const loose = [...keys].filter(([key]) => !tied.has(key)).map(([key, table]) => `${table} (${key})`)
  return loose.length === 0 ? undefined : `${loose.join(', ')} is read without its store`
}
