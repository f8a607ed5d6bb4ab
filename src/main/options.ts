import path from 'node:path'
import { parseArgs } from 'node:util'
import { headOfficeAddress } from '../contracts/replication/index.ts'
import { parseDisplayUrl, parseLabelPrinterUrl, parsePrinterUrl, parseScaleUrl, parseScannerUrl, parseTerminalUrl } from './devices/index.ts'
import { proxyOf } from './replicator/index.ts'
import { startWords, type StartWords } from './words/index.ts'

/** What a register is started with. Every entry point (Electron, headless, demo) reads the same words. */
export interface StartOptions {
  /** Folder of the database, its keys and the simulators' papers. */
  readonly data: string
  /** An address as the devices read it (`tcp://HOST:PORT`, `serial:`, `usb:`, `winspool:`, `file:PATH`), `none`, or absent for the simulated printer. */
  readonly printer?: string
  /** Address of a printer that prints what the first cannot begin. */
  readonly secondPrinter?: string
  /** An address as the devices read it (`serial:`, `hid:`, `tcp://HOST:PORT`), `none`, or absent: the simulated one in a demo store. */
  readonly scanner?: string
  /** An address as the devices read it (`serial:`, `tcp://HOST:PORT`, each with its protocol), `none`, or absent: the simulated one in a demo store. */
  readonly scale?: string
  /** An address as the devices read it, with its language, `simulated`, `none`, or absent: the simulated one in a demo store. */
  readonly labelPrinter?: string
  /** `zvt://HOST:PORT` with its options, `simulated`, or absent: a card is approved by word of the cashier. */
  readonly terminal?: string
  /** `simulated`, or absent: no wallet. */
  readonly wallet?: string
  /** An address as the devices read it (`serial:`, `tcp://HOST:PORT`, each with its protocol), `simulated`, `none`, or absent: the simulated one in a demo store. */
  readonly display?: string
  /** The customer's window in Electron. Absent: on the second screen, when there is one. */
  readonly customerWindow?: 'always' | 'never'
  /** A file of answers to a new register's questions (till.json). Absent: looked for where the machine keeps it. */
  readonly provision?: string
  readonly headOffice?: string
  readonly enrolmentCode?: string
  /** A file of the company's own authority, for the line to head office alone; `none` forgets the one that is kept. */
  readonly headOfficeCa?: string
  /** `http://HOST:PORT` of the company's proxy on the way to head office; `none` forgets the one that is kept. */
  readonly headOfficeProxy?: string
  /** Which demo store a new, empty database is filled with; absent: none. */
  readonly demoStore?: 'cn' | 'gb'
  /** Of the loopback door; 0 is any free one. */
  readonly port: number
  readonly reset: boolean
  readonly json: boolean
  /** In a browser even where an Electron window could open. */
  readonly browser: boolean
}

export type ReadOptions = { readonly kind: 'options'; readonly options: StartOptions } | { readonly kind: 'help' } | { readonly kind: 'wrong'; readonly sentence: string }

/**
 * The options, or a sentence saying which word was wrong. Everything is looked at here, before anything is started or made:
 * a slip in the printer's address used to come out after head office was running.
 */
export function readOptions(args: readonly string[], defaults: { readonly data: string; readonly demoStore?: 'cn' | 'gb' }, words: StartWords = startWords('')): ReadOptions {
  const wrong = (sentence: string): ReadOptions => ({ kind: 'wrong', sentence })
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        printer: { type: 'string' },
        'second-printer': { type: 'string' },
        scanner: { type: 'string' },
        scale: { type: 'string' },
        'label-printer': { type: 'string' },
        terminal: { type: 'string' },
        wallet: { type: 'string' },
        display: { type: 'string' },
        'customer-window': { type: 'string' },
        provision: { type: 'string' },
        'head-office': { type: 'string' },
        'enrolment-code': { type: 'string' },
        'head-office-ca': { type: 'string' },
        'head-office-proxy': { type: 'string' },
        store: { type: 'string' },
        port: { type: 'string' },
        reset: { type: 'boolean' },
        json: { type: 'boolean' },
        browser: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    return wrong(sentenceOf(error, words))
  }
  if (values.help === true) return { kind: 'help' }
  const store = values.store ?? defaults.demoStore
  if (store !== undefined && store !== 'cn' && store !== 'gb') return wrong(words.store(store))
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return wrong(words.port(values.port ?? ''))
  const printer = values.printer === undefined || values.printer === 'none' ? undefined : parsePrinterUrl(values.printer)
  if (printer !== undefined && !printer.ok) return wrong(words.printer(values.printer ?? '', String(printer.refusal.params?.['reason'])))
  const second = values['second-printer']
  const spare = second === undefined ? undefined : parsePrinterUrl(second)
  // It stands in for a printer that the till drives itself; beside none, or the simulated one, there is nothing to stand in for.
  if (second !== undefined && (printer === undefined || !spare?.ok)) return wrong(words.secondPrinter(second))
  const scanner = values.scanner === undefined || values.scanner === 'none' ? undefined : parseScannerUrl(values.scanner)
  if (scanner !== undefined && !scanner.ok) return wrong(words.scanner(values.scanner ?? '', String(scanner.refusal.params?.['reason'])))
  const scale = values.scale === undefined || values.scale === 'none' ? undefined : parseScaleUrl(values.scale)
  if (scale !== undefined && !scale.ok) return wrong(words.scale(values.scale ?? '', String(scale.refusal.params?.['reason'])))
  const label = values['label-printer']
  const labels = label === undefined || label === 'none' || label === 'simulated' ? undefined : parseLabelPrinterUrl(label)
  if (labels !== undefined && !labels.ok) return wrong(words.labelPrinter(label ?? '', String(labels.refusal.params?.['reason'])))
  const terminal = values.terminal === undefined || values.terminal === 'none' ? undefined : parseTerminalUrl(values.terminal)
  // Never what was typed: it holds a password.
  if (terminal !== undefined && !terminal.ok) return wrong(words.terminal(String(terminal.refusal.params?.['reason'])))
  if (values.wallet !== undefined && values.wallet !== 'simulated' && values.wallet !== 'none') return wrong(words.wallet(values.wallet))
  const display = values.display === undefined || values.display === 'none' || values.display === 'simulated' ? undefined : parseDisplayUrl(values.display)
  if (display !== undefined && !display.ok) return wrong(words.display(values.display ?? '', String(display.refusal.params?.['reason'])))
  const customerWindow = values['customer-window']
  if (customerWindow !== undefined && customerWindow !== 'always' && customerWindow !== 'never') return wrong(words.customerWindow(customerWindow))
  const headOffice = values['head-office']
  // A window of npm start without one is told an empty one.
  if (headOffice !== undefined && headOffice !== '' && headOfficeAddress(headOffice) === undefined) return wrong(words.headOffice(headOffice))
  const proxy = values['head-office-proxy']
  // Never what was typed: somebody may have put the password there.
  if (proxy !== undefined && proxy !== 'none' && (proxyOf(proxy) === undefined || proxyOf(proxy)?.credentials !== undefined)) return wrong(words.proxy)
  const options: StartOptions = {
    data: values.data ?? defaults.data,
    ...(values.printer === undefined ? {} : { printer: values.printer }),
    ...(second === undefined ? {} : { secondPrinter: second }),
    ...(values.scanner === undefined ? {} : { scanner: values.scanner }),
    ...(values.scale === undefined ? {} : { scale: values.scale }),
    ...(label === undefined ? {} : { labelPrinter: label }),
    ...(values.terminal === undefined ? {} : { terminal: values.terminal }),
    ...(values.wallet === undefined ? {} : { wallet: values.wallet }),
    ...(values.display === undefined ? {} : { display: values.display }),
    ...(customerWindow === undefined ? {} : { customerWindow }),
    ...(values.provision === undefined ? {} : { provision: values.provision }),
    ...(headOffice === undefined || headOffice === '' ? {} : { headOffice }),
    ...(values['enrolment-code'] === undefined ? {} : { enrolmentCode: values['enrolment-code'] }),
    ...(values['head-office-ca'] === undefined ? {} : { headOfficeCa: values['head-office-ca'] }),
    ...(proxy === undefined ? {} : { headOfficeProxy: proxy }),
    ...(store === undefined ? {} : { demoStore: store }),
    port,
    reset: values.reset ?? false,
    json: values.json ?? false,
    browser: values.browser ?? false,
  }
  return { kind: 'options', options }
}

/** Its files, meant from the folder in which they were typed. */
export function filesFrom(folder: string, { provision, headOfficeCa }: StartOptions): Pick<StartOptions, 'provision' | 'headOfficeCa'> {
  return {
    ...(provision !== undefined && { provision: path.resolve(folder, provision) }),
    ...(headOfficeCa !== undefined && { headOfficeCa: headOfficeCa === 'none' ? headOfficeCa : path.resolve(folder, headOfficeCa) }),
  }
}

/** Node's own sentence tells a person at a counter how to write positional arguments; what they need is the word that was wrong. */
function sentenceOf(error: unknown, words: StartWords): string {
  if (!(error instanceof Error) || !('code' in error)) return String(error)
  const quoted = /'([^' ]*)/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return words.unknownOption(quoted)
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return words.unexpected(quoted)
  return error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' ? words.needsValue(optionIn(error.message)) : error.message
}

/** "Option '-h, --help' does not take an argument" and "Option '--data <value>' argument missing". */
function optionIn(message: string): string {
  return /--[a-z-]+/.exec(message)?.[0] ?? ''
}
