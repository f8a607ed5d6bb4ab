/** A sale as somebody holds it. Total in minor units. */
export interface HeldSale {
  readonly id: string
  readonly number: string
  readonly total: number
}

/** What is left after the kills, from everybody who may hold a part of it. */
export interface Evidence {
  /** What the selling process was answered, in that order. */
  readonly acknowledged: readonly HeldSale[]
  /** The register's sale headers, in the order of their journal entries. */
  readonly register: readonly HeldSale[]
  /** The sales that the journal's own text speaks of. */
  readonly journal: readonly HeldSale[]
  readonly headOffice: readonly HeldSale[]
  /** `seq hash` of every entry, here and there. */
  readonly entries: readonly string[]
  readonly ledger: readonly string[]
  /** What verifying the whole chain said, if anything. */
  readonly chainFault?: string
  /** Every paper that came out of the printer, whole or torn off by a kill. */
  readonly papers: readonly Paper[]
  /** One for each life of the process. */
  readonly lives: readonly Life[]
  /** The most times any kick was begun, by sale. */
  readonly kickAttempts: ReadonlyMap<string, number>
  /** Prints and kicks that still wait. */
  readonly unfinished: number
}

export interface Paper {
  /** Absent when it was torn off above the number. */
  readonly number?: string
  /** Of another document than a sale, what it says it is: `Refund 1-2`, `Z report 1`. */
  readonly other?: string
  readonly duplicate: boolean
  readonly whole: boolean
}

export interface Life {
  /** Pulses that reached the drawer. */
  readonly pulses: number
  /** Kicks the register wrote down as begun. */
  readonly begun: number
}

/** Everything that is wrong, as sentences; none when nothing is. Looks at what was promised, not at how it is done. */
export function judge(evidence: Evidence): readonly string[] {
  return [...judgeBooks(evidence), ...papers(evidence), ...kicks(evidence)]
}

/** Of a register without a printer and a drawer: what the books of both sides say. */
export type Books = Omit<Evidence, 'papers' | 'lives' | 'kickAttempts' | 'unfinished'>

export function judgeBooks(books: Books): readonly string[] {
  return [...sales(books), ...numbers(books), ...copies(books)]
}

function sales({ acknowledged, register, journal, headOffice }: Books): string[] {
  const problems = repeated(acknowledged.map(({ id }) => id)).map((id) => `sale ${id} was acknowledged twice`)
  for (const [name, held] of [['the register', register], ['the journal', journal], ['head office', headOffice]] as const) {
    for (const id of repeated(held.map((sale) => sale.id))) problems.push(`sale ${id} is twice in ${name}`)
    const known = new Map(held.map((sale) => [sale.id, sale]))
    for (const { id, number, total } of acknowledged) {
      const found = known.get(id)
      if (found === undefined) problems.push(`acknowledged sale ${number} (${id}) is not in ${name}`)
      else if (found.number !== number || found.total !== total) problems.push(`sale ${id} was acknowledged as ${number} of ${total}, ${name} says ${found.number} of ${found.total}`)
    }
  }
  const ours = new Set(register.map(({ id }) => id))
  for (const { id, number } of headOffice) if (!ours.has(id)) problems.push(`head office has sale ${number} (${id}), the register has not`)
  const sums = [register, journal, headOffice].map((held) => held.reduce((sum, { total }) => sum + total, 0))
  if (new Set(sums).size > 1) problems.push(`the totals differ: register ${sums[0]}, journal ${sums[1]}, head office ${sums[2]}`)
  return problems
}

function numbers({ register }: Books): string[] {
  const counters = register.map(({ number }) => Number(number.split('-')[1]))
  return counters.flatMap((counter, index) => {
    const before = counters[index - 1] ?? 0
    return counter > before ? [] : [`receipt number ${register[index]?.number} comes after ${register[index - 1]?.number}`]
  })
}

function copies({ entries, ledger, chainFault }: Books): string[] {
  const problems = chainFault === undefined ? [] : [`the chain is broken: ${chainFault}`]
  const differ = entries.findIndex((entry, index) => entry !== ledger[index])
  if (differ >= 0 || entries.length !== ledger.length) problems.push(`head office holds ${ledger.length} entries of ${entries.length}; the first that differs: ${differ}`)
  return problems
}

function papers({ register, papers: all, unfinished }: Evidence): string[] {
  const problems = unfinished === 0 ? [] : [`${unfinished} prints and kicks still wait`]
  const unmarked = all.flatMap(({ number, duplicate }) => (number === undefined || duplicate ? [] : [number]))
  for (const number of repeated(unmarked)) problems.push(`receipt ${number} was printed twice without a mark`)
  const whole = new Set(all.flatMap(({ number, whole: isWhole }) => (isWhole && number !== undefined ? [number] : [])))
  for (const { number } of register) if (!whole.has(number)) problems.push(`receipt ${number} was never printed whole`)
  const known = new Set(register.map(({ number }) => number))
  for (const { number } of all) if (number !== undefined && !known.has(number)) problems.push(`receipt ${number} was printed, and there is no such sale`)
  return problems
}

function kicks({ lives, kickAttempts }: Evidence): string[] {
  const problems = [...kickAttempts].filter(([, attempts]) => attempts > 1).map(([sale, attempts]) => `the drawer was kicked ${attempts} times for sale ${sale}`)
  lives.forEach(({ pulses, begun }, index) => {
    // One that was begun and never reached the drawer is what a kill may leave; one that nobody began is a second kick.
    if (pulses > begun) problems.push(`life ${index + 1}: ${pulses} pulses for ${begun} kicks`)
    if (pulses < begun - 1) problems.push(`life ${index + 1}: only ${pulses} pulses for ${begun} kicks`)
  })
  return problems
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => seen.size === seen.add(value).size)
}
