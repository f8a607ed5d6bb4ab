import { labelResolutions, labelSizes, type LabelDpi, type LabelSize } from '../../domain/label/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type AddressOptions, lineOptions, printerAddress, type PrinterAddress, type ReadPart, splitAddress, type WrongPart } from './address.ts'

export const labelLanguages = ['zpl', 'tspl'] as const
export type LabelLanguageName = (typeof labelLanguages)[number]

interface Shared {
  readonly language: LabelLanguageName
  /** The roll that is in it. */
  readonly size: LabelSize
  readonly dpi: LabelDpi
  /** Between two labels, in millimetres; TSPL is told, a ZPL printer measures it. */
  readonly gap: number
  /** What answers there is software, and is shown as such. */
  readonly simulated?: true
}

export type WiredLabelPrinter = Shared & PrinterAddress

const usualPort = 9100
export const usualRoll: Pick<Shared, 'size' | 'dpi' | 'gap'> = { size: '50x30', dpi: 203, gap: 2 }

const bad = (reason: WrongPart): Result<never> => refuse('request.malformed', { field: 'labelPrinter', reason })

/**
 * An address of a printer (`tcp://HOST[:PORT]`, `serial:`, `usb:`, `winspool:`, `file:`) with `?language=zpl|tspl`, which has to be
 * said, `size=50x30` (millimetres, one of domain/label's), `dpi=203|300`, `gap=MILLIMETRES`, and a serial line's own. Refuses
 * like parsePrinterUrl.
 */
export function parseLabelPrinterUrl(url: string): Result<WiredLabelPrinter> {
  const split = splitAddress(url)
  if ('wrong' in split) return bad(split.wrong)
  if (split.value === undefined) return bad('scheme')
  const { scheme, options } = split.value
  const own: readonly string[] = ['language', 'size', 'dpi', 'gap', ...(scheme === 'serial' ? lineOptions : [])]
  if ([...options.keys()].some((key) => !own.includes(key))) return bad('option')
  const shared = sharedOf(options)
  if ('wrong' in shared) return bad(shared.wrong)
  const address = printerAddress(split.value, usualPort)
  return 'wrong' in address ? bad(address.wrong) : accept({ ...address.value, ...shared.value })
}

function sharedOf(options: AddressOptions): ReadPart<Shared> {
  // Never guessed: the one language prints the other as text, metres of it.
  const language = labelLanguages.find((name) => name === options.get('language'))
  if (language === undefined) return { wrong: 'language' }
  const size = options.get('size') ?? usualRoll.size
  if (!isLabelSize(size)) return { wrong: 'size' }
  const dpi = labelResolutions.find((one) => String(one) === (options.get('dpi') ?? String(usualRoll.dpi)))
  if (dpi === undefined) return { wrong: 'dpi' }
  const gap = options.get('gap') ?? String(usualRoll.gap)
  if (!/^(?:\d|10)$/.test(gap)) return { wrong: 'gap' }
  return { value: { language, size, dpi, gap: Number(gap) } }
}

function isLabelSize(size: string): size is LabelSize {
  return Object.hasOwn(labelSizes, size)
}
