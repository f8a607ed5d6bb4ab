import { type Evidence, type Paper } from '../kill-oracle.ts'

/** A refund or a Z. `title` is what stands on its paper, `proof` what nobody can have by chance: its id and amount, its hash. */
export interface Document {
  readonly title: string
  readonly proof: string
  /** Of a Z: what its sales come to less its refunds. */
  readonly net?: number
  /** Of a refund, what went back. */
  readonly total?: number
}

export interface Documents {
  readonly acknowledged: readonly Pick<Document, 'title' | 'proof'>[]
  readonly journal: readonly Document[]
  readonly papers: readonly Paper[]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** What the judge of sales does not look at: each refund and each Z once, in the journal and as a paper, and every sale in exactly one Z. */
export function judgeDocuments({ acknowledged, journal, papers }: Documents, sales: Evidence['journal']): readonly string[] {
  const problems: string[] = []
  for (const { title, proof } of acknowledged) {
    const found = journal.filter((one) => one.title === title)
    if (found.length !== 1 || found[0]?.proof !== proof) problems.push(`acknowledged ${title} (${proof}) is in the journal as ${found.map((one) => one.proof).join(', ') || 'nothing'}`)
  }
  for (const title of repeated(journal.map((one) => one.title))) problems.push(`${title} is twice in the journal`)
  const zs = journal.filter(({ net }) => net !== undefined)
  zs.forEach(({ title }, index) => {
    if (title !== `Z report ${index + 1}`) problems.push(`${title} is Z ${index + 1} of the journal`)
  })
  const [sold, returned, closed] = [sum(sales.map(({ total }) => total)), sum(journal.map(({ total }) => total ?? 0)), sum(zs.map(({ net }) => net ?? 0))]
  if (sold - returned !== closed) problems.push(`the Zs come to ${closed}, sales less refunds to ${sold - returned}`)
  const unmarked = papers.flatMap(({ other, duplicate }) => (other === undefined || duplicate ? [] : [other]))
  for (const title of repeated(unmarked)) problems.push(`${title} was printed twice without a mark`)
  const whole = new Set(papers.flatMap(({ other, whole: isWhole }) => (other === undefined || !isWhole ? [] : [other])))
  for (const { title } of journal) if (!whole.has(title)) problems.push(`${title} was never printed whole`)
  const known = new Set(journal.map(({ title }) => title))
  for (const { other } of papers) if (other !== undefined && !known.has(other)) problems.push(`${other} was printed, and there is no such document`)
  return problems
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => seen.size === seen.add(value).size)
}
