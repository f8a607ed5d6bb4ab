function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/**
 * The year that two digits mean when it is `thisYear`: within 50 years before and 49 after (GS1 General Specifications
 * 7.12). A fixed century would call a tin of 2049 expired in 1949.
 */
export function fullYear(twoDigits: number, thisYear: number): number {
  const apart = twoDigits - (thisYear % 100)
  const century = thisYear - (thisYear % 100)
  if (apart >= 51) return century - 100 + twoDigits
  return apart <= -50 ? century + 100 + twoDigits : century + twoDigits
}

/**
 * YYMMDD as YYYY-MM-DD; day 00 is the last of the month where `monthAlone` allows it, which is how medicines are
 * labelled. Undefined for a day that no calendar has.
 */
export function dateOf(digits: string, thisYear: number, monthAlone: boolean): string | undefined {
  const year = fullYear(Number(digits.slice(0, 2)), thisYear)
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  if (month < 1 || month > 12 || day > daysIn(year, month) || (day === 0 && !monthAlone)) return undefined
  return `${String(year).padStart(4, '0')}-${digits.slice(2, 4)}-${String(day === 0 ? daysIn(year, month) : day).padStart(2, '0')}`
}
