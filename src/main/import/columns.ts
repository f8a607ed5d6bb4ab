/** Which field of a record holds which column. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, number>>> & { readonly width: number }

export type ReadColumns<Name extends string> =
  | { readonly ok: true; readonly columns: Columns<Name>; readonly ignored: readonly string[] }
  | { readonly ok: false; readonly missing: readonly string[]; readonly twice: readonly string[] }

/**
 * Columns by name, in any order and any case. Unknown ones are ignored and named, so that a misspelt `prise` is seen; a
 * name that stands twice is refused, since nobody can say which of the two was meant.
 */
export function readColumns<Name extends string>(header: readonly string[], wanted: Readonly<Record<Name, 'required' | 'optional'>>): ReadColumns<Name> {
  const names = Object.keys(wanted) as Name[]
  const found: Partial<Record<Name, number>> = {}
  const ignored: string[] = []
  const twice: string[] = []
  header.forEach((written, place) => {
    const name = names.find((one) => one.toLowerCase() === written.trim().toLowerCase())
    if (name === undefined) ignored.push(written.trim())
    else if (found[name] !== undefined) twice.push(name)
    else found[name] = place
  })
  const missing = names.filter((name) => wanted[name] === 'required' && found[name] === undefined)
  if (missing.length > 0 || twice.length > 0) return { ok: false, missing, twice }
  return { ok: true, columns: { ...found, width: header.length } as Columns<Name>, ignored: ignored.filter((name) => name !== '') }
}

/** The text of a column, trimmed; empty when the file has no such column. */
export function field<Name extends string>(fields: readonly string[], columns: Columns<Name>, name: Name): string {
  const place = columns[name]
  return place === undefined ? '' : (fields[place] ?? '').trim()
}
