/** So that a spreadsheet reads it as UTF-8, and Chinese names as such. */
const byteOrderMark = '\u{feff}'

/** What a spreadsheet takes for the beginning of a formula; a tab or a line's end before it hides it. */
const startsFormula = /^\s*[=+\-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]/u

/**
 * One cell. A note that somebody typed as `=HYPERLINK(...)` would run where the file is opened: what begins like a formula
 * gets an apostrophe before it, which spreadsheets show as text. A plain number stays one, below zero too.
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number' || /^-?\d+(?:\.\d+)?$/.test(value)) return String(value)
  const safe = startsFormula.test(value) ? `'${value}` : value
  return /[",;\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as RFC 4180 wants it, with the mark of UTF-8 before it. */
export function csvText(rows: Iterable<readonly (string | number)[]>): string {
  let text = byteOrderMark
  for (const row of rows) text += `${row.map(csvCell).join(',')}\r\n`
  return text
}
