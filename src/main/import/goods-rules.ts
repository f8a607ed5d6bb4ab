import { type ImportRow } from '../../db/index.ts'
import { type ItemLink } from '../../domain/catalogue/index.ts'

type RuleColumn = 'returnDays' | 'minimumAge' | 'noDiscount' | 'links' | 'recalled'
type Rules = Pick<ImportRow, RuleColumn>

const longestReturn = 36_500
const oldest = 120
const longestReason = 200
const yes: readonly string[] = ['1', 'yes', 'true', 'y', '是']
const no: readonly string[] = ['0', 'no', 'false', 'n', '否']

function wholeUpTo(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : undefined
  return value !== undefined && value >= least && value <= most ? value : undefined
}

function yesOrNo(text: string): boolean | undefined {
  const word = text.toLowerCase()
  return yes.includes(word) ? true : no.includes(word) ? false : undefined
}

/** "4012" or "4012*6 4013": SKUs of what comes along with each piece, each with how many. */
function linksIn(text: string): readonly ItemLink[] | undefined {
  const links = text.split(/[\s|]+/).map((one): ItemLink | undefined => {
    const [, sku, pieces] = /^([^*\s]{1,64})(?:\*(\d{1,3}))?$/.exec(one) ?? []
    const count = pieces === undefined ? 1 : Number(pieces)
    return sku === undefined || count < 1 ? undefined : { sku, pieces: count }
  })
  const read = links.filter((link) => link !== undefined)
  return read.length === links.length && new Set(read.map(({ sku }) => sku)).size === read.length ? read : undefined
}

/** One field as what it says, or undefined where it does not read. */
function read(name: RuleColumn, text: string, today: string): Rules | undefined {
  switch (name) {
    case 'returnDays': {
      const returnDays = wholeUpTo(text, 0, longestReturn)
      return returnDays === undefined ? undefined : { returnDays }
    }
    case 'minimumAge': {
      const minimumAge = wholeUpTo(text, 1, oldest)
      return minimumAge === undefined ? undefined : { minimumAge }
    }
    case 'noDiscount': {
      const noDiscount = yesOrNo(text)
      return noDiscount === undefined ? undefined : { noDiscount }
    }
    case 'links': {
      const links = linksIn(text)
      return links === undefined ? undefined : { links }
    }
    case 'recalled':
      return text.length > longestReason ? undefined : { recalled: { reason: text, since: today } }
  }
}

/** What a row says of an item's own rules: an empty field says nothing, and what does not read is named with its column. */
export function goodsRules(column: (name: RuleColumn) => string, today: string): { readonly row: Rules } | { readonly fault: RuleColumn; readonly value: string } {
  let row: Rules = {}
  for (const name of ['returnDays', 'minimumAge', 'noDiscount', 'links', 'recalled'] as const) {
    const text = column(name)
    if (text === '') continue
    const said = read(name, text, today)
    if (said === undefined) return { fault: name, value: text }
    row = { ...row, ...said }
  }
  return { row }
}
