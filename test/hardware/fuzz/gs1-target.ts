import { readGs1, splitAim, isGs1Carrier } from '../../../src/domain/barcode/index.ts'
import { symbologyOf } from '../../../src/drivers/scanner/symbologies.ts'
import { broken, type Random } from './random.ts'
import { type FuzzTarget } from './run-fuzz.ts'

const labels: readonly [string, ...string[]] = [
  ']C1010950600013435217261231100ABC\u001d21XYZ', '0109506000134352310300128410LOT-1', ']e0019312345678904131030012843922599', ']d2019312345678904115260200393297812345',
  'https://example.com/01/09506000134352/10/ABC/21/12?17=261231', 'https://id.gs1.org/01/9506000134352?3103=001284', ']C100340123451234512340', ']Q301095060001343527003260101120037' + '12',
]
const thisYear = 2026

/** Element strings and links: what is taken checks, was there, and is a day, an integer, a digit that a calendar and a shop know. */
export function gs1Target(read: typeof readGs1 = readGs1): FuzzTarget {
  return {
    name: 'gs1',
    one(random) {
      const text = textOf(random)
      const result = read(text, thisYear)
      if (result === undefined || !result.ok) return undefined
      const { elements, measures, gtin, price, count, ...facts } = result.value
      const told = (what: string): string => `${what}: ${JSON.stringify(text)}`
      const link = /^https?:/i.test(splitAim(text).data)
      for (const { ai, value } of elements) {
        if (!/^\d{2,4}$/.test(ai)) return told(`no identifier: ${ai}`)
        if (!link && !text.includes(ai + value)) return told(`(${ai})${value} does not stand there`)
      }
      if (gtin !== undefined && !checks(gtin)) return told(`a GTIN whose check digit is wrong: ${gtin}`)
      for (const measured of Object.values(measures)) if (!Number.isSafeInteger(measured) || Number(measured) < 0) return told('a measure that is no whole thousandth')
      if (price !== undefined && (!Number.isSafeInteger(price.value) || price.value < 0)) return told('a price that is no integer')
      if (count !== undefined && !Number.isSafeInteger(count)) return told('a count that is no integer')
      for (const day of ['expiry', 'bestBefore', 'sellBy', 'produced', 'packed'] as const) {
        const said = facts[day]
        if (said !== undefined && new Date(`${said}T00:00:00Z`).toISOString().slice(0, 10) !== said) return told(`a day no calendar has: ${said}`)
      }
      return undefined
    },
  }
}

export function aimTarget(): FuzzTarget {
  return {
    name: 'aim',
    one(random) {
      const text = random.chance(0.5) ? textOf(random) : `]${String.fromCharCode(random.between(0x20, 0x7f), random.between(0x20, 0x7f))}${'1'.repeat(random.between(0, 14))}`
      const { aim, data } = splitAim(text)
      if ((aim ?? '') + data !== text) return `something was lost of ${JSON.stringify(text)}`
      if (aim === undefined) return undefined
      const symbology = symbologyOf(aim, data.length)
      // What says to the till that it is GS1's must not be a plain symbol to the screen; one that is unknown may be either.
      if (isGs1Carrier(aim) && symbology !== undefined && !/^gs1|^aztec$/.test(symbology)) return `${aim} is GS1's, and a plain ${symbology}`
      return undefined
    },
  }
}

function textOf(random: Random): string {
  const label = random.pick(labels)
  if (random.chance(0.2)) return label
  return Buffer.from(broken(random, [...Buffer.from(label, 'latin1')])).toString('latin1')
}

function checks(gtin: string): boolean {
  const sum = Array.from(gtin).toReversed().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return /^\d{14}$/.test(gtin) && sum % 10 === 0
}
