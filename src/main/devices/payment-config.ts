import { type CurrencyCode } from '../../domain/money/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { currencyNumbers } from '../../drivers/payment-terminal/index.ts'
import { splitAddress, tcpTarget, type WrongPart } from './address.ts'

/** A terminal at the end of a line. The password is the one that is printed in every manual: it keeps nobody out. */
export interface WiredTerminal {
  readonly protocol: 'zvt'
  readonly host: string
  readonly port: number
  readonly password: string
  readonly currency: CurrencyCode
  /** What answers there is software, and is shown as such. */
  readonly simulated?: true
}

export type TerminalConfig = WiredTerminal | { readonly simulator: true; readonly currency?: CurrencyCode }

const usualPort = 20_007
const usualPassword = '000000'
const bad = (reason: WrongPart): Result<never> => refuse('request.malformed', { field: 'terminal', reason })

/**
 * `zvt://HOST[:PORT]` with `?password=DIGITS` where the terminal's is not 000000, and `currency=CODE` where it is not the
 * euro; or `simulated`, with the same `currency`, absent: the store's. Refuses like parsePrinterUrl.
 */
export function parseTerminalUrl(url: string): Result<TerminalConfig> {
  const [word = ''] = url.trim().split('?')
  const simulated = word.toLowerCase() === 'simulated'
  const split = splitAddress(simulated ? url.trim().replace(/^simulated/i, 'zvt:') : url)
  if ('wrong' in split) return bad(split.wrong)
  if (split.value?.scheme !== 'zvt') return bad('scheme')
  const { rest, options } = split.value
  if ([...options.keys()].some((key) => key !== 'currency' && (simulated || key !== 'password'))) return bad('option')
  const said = options.get('currency')
  if (simulated && said === undefined) return accept({ simulator: true })
  const currency = said ?? 'EUR'
  if (!isCurrency(currency)) return bad('currency')
  if (simulated) return accept({ simulator: true, currency })
  const password = options.get('password') ?? usualPassword
  if (!/^\d{6}$/.test(password)) return bad('password')
  const target = tcpTarget(rest, usualPort)
  return 'wrong' in target ? bad(target.wrong) : accept({ protocol: 'zvt', ...target.value, password, currency })
}

function isCurrency(code: string): code is CurrencyCode {
  return Object.hasOwn(currencyNumbers, code)
}
