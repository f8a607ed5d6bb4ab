/** Why a PIN is refused before anybody hashes it. `last`, the one it replaces, only whoever holds the hash can tell. */
export const weakPinReasons = ['digits', 'oneDigit', 'run', 'repeated', 'line', 'year', 'date', 'last'] as const
export type WeakPin = (typeof weakPinReasons)[number]

/** Counting wheels: a nought stands at either end, as on a keypad. */
const upwards = '01234567890123456789'
const downwards = '98765432109876543210'

/**
 * What is wrong with a PIN as somebody chose it, or undefined. `businessDate` (YYYY-MM-DD) says which years and dates are
 * the ones that everybody tries first.
 */
export function weakPin(pin: string, businessDate: string): Exclude<WeakPin, 'last'> | undefined {
  if (!/^\d{4,8}$/.test(pin)) return 'digits'
  if (new Set(pin).size === 1) return 'oneDigit'
  if (upwards.includes(pin) || downwards.includes(pin)) return 'run'
  if (isRepeated(pin)) return 'repeated'
  if (isLine(pin)) return 'line'
  if (isYear(pin, Number(businessDate.slice(0, 4)))) return 'year'
  return datesOf(businessDate).has(pin) ? 'date' : undefined
}

/** 1212, 123123, 47114711: as little to find out as its part. */
function isRepeated(pin: string): boolean {
  return [1, 2, 3, 4].some((length) => length < pin.length && pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length))
}

/** Rows, columns and diagonals of the keypad, whichever way up it is drawn; the nought stands below the middle one. */
const straight = ['123', '456', '789', '147', '258', '369', '159', '357', '2580', '580'].flatMap((line) => [line, line.split('').toReversed().join('')])

/** 2580, 147258, 14789: lines drawn on the keypad, one after the other or going on from where the last one ended. A fourth digit beside one line is none. */
function isLine(pin: string): boolean {
  const reached = new Set([0])
  for (let end = 1; end <= pin.length; end += 1) {
    const drawn = straight.some((line) => {
      const begin = end - line.length
      const given = pin.slice(Math.max(0, begin), end)
      return given === line && (reached.has(begin) || reached.has(begin + 1))
    })
    if (drawn) reached.add(end)
  }
  return reached.has(pin.length)
}

/** The years that somebody alive was born, hired or married in, and the coming one. */
function isYear(pin: string, now: number): boolean {
  const year = Number(pin)
  return pin.length === 4 && year > now - 100 && year <= now + 1
}

/** Today, in every order it is written in, with the year and without. */
function datesOf(businessDate: string): ReadonlySet<string> {
  const [year = '', month = '', day = ''] = businessDate.split('-')
  const short = year.slice(2)
  return new Set([year, short, ''].flatMap((given) => [`${day}${month}${given}`, `${month}${day}${given}`, `${given}${month}${day}`]))
}
