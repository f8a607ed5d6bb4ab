import { parseArgs } from 'node:util'

/** What a register is started with. Every entry point (Electron, headless, demo) reads the same words. */
export interface StartOptions {
  /** Folder of the database, its keys and the simulators' papers. */
  readonly data: string
  /** `tcp://HOST:PORT`, `file:PATH`, `none`, or absent for the simulated printer. */
  readonly printer?: string
  readonly headOffice?: string
  readonly enrolmentCode?: string
  /** Which demo store a new, empty database is filled with; absent: none. */
  readonly demoStore?: 'cn' | 'gb'
  /** Of the loopback door; 0 is any free one. */
  readonly port: number
  readonly reset: boolean
  readonly json: boolean
  /** In a browser even where an Electron window could open. */
  readonly browser: boolean
}

/** The options, or a sentence saying which word was wrong. */
export function readOptions(args: readonly string[], defaults: { readonly data: string; readonly demoStore?: 'cn' | 'gb' }): StartOptions | string {
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        printer: { type: 'string' },
        'head-office': { type: 'string' },
        'enrolment-code': { type: 'string' },
        store: { type: 'string' },
        port: { type: 'string' },
        reset: { type: 'boolean' },
        json: { type: 'boolean' },
        browser: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const store = values.store ?? defaults.demoStore
  if (store !== undefined && store !== 'cn' && store !== 'gb') return `--store is cn or gb, not ${store}`
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return `--port is a number from 0 to 65535, not ${values.port ?? ''}`
  return {
    data: values.data ?? defaults.data,
    ...(values.printer === undefined ? {} : { printer: values.printer }),
    ...(values['head-office'] === undefined ? {} : { headOffice: values['head-office'] }),
    ...(values['enrolment-code'] === undefined ? {} : { enrolmentCode: values['enrolment-code'] }),
    ...(store === undefined ? {} : { demoStore: store }),
    port,
    reset: values.reset ?? false,
    json: values.json ?? false,
    browser: values.browser ?? false,
  }
}
