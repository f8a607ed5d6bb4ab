/**
 * What the till's own page calls the files it hands over. A window lets through no others; a table of a report was none of them once,
 * and the page said that it was saved.
 */
const names = [/^journal-\d{4}-\d\d-\d\d\.csv$/, /^report-[A-Za-z]{1,20}-\d{4}-\d\d-\d\d(?:-\d{4}-\d\d-\d\d)?\.csv$/, /^receipt-[A-Za-z0-9-]{1,40}\.html$/]

export function isOwnFileName(name: string): boolean {
  return names.some((own) => own.test(name))
}
