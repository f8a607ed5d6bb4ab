/** What a scanner puts in front of the data when it is asked to: `]`, a letter for the symbology, and a modifier. */
const pattern = /^\][A-Za-z][0-9A-Za-z]/

/** Symbols that hold GS1 element strings and nothing else: FNC1 stood in first place, or it is a DataBar. */
const gs1Carriers: ReadonlySet<string> = new Set([']C1', ']e0', ']e1', ']e2', ']d2', ']d5', ']Q3', ']Q4', ']J1', ']z1', ']z4', ']z7', ']zA'])

/** The prefix taken off. `aim` is absent when there is none. */
export function splitAim(text: string): { readonly aim?: string; readonly data: string } {
  const aim = pattern.exec(text)?.[0]
  return aim === undefined ? { data: text } : { aim, data: text.slice(aim.length) }
}

/** Whether the symbol itself says that what it holds are element strings. */
export function isGs1Carrier(aim: string | undefined): boolean {
  return aim !== undefined && gs1Carriers.has(aim)
}
