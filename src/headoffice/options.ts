import { parseArgs } from 'node:util'

const definitions = {
  data: { type: 'string', default: '.data/head-office' },
  port: { type: 'string', default: '4470' },
  store: { type: 'string', default: 'Quay Street' },
  chain: { type: 'string', default: 'Tillwright' },
  language: { type: 'string', default: 'en' },
  'let-in': { type: 'string' },
  'backup-folder': { type: 'string' },
  listen: { type: 'string' },
  address: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'behind-proxy': { type: 'string' },
  'backup-every': { type: 'string' },
  'backup-to': { type: 'string' },
  restore: { type: 'string' },
  check: { type: 'boolean' },
  restored: { type: 'boolean' },
  'time-zone': { type: 'string', default: Intl.DateTimeFormat().resolvedOptions().timeZone },
  help: { type: 'boolean', short: 'h' },
} as const

const languages = ['en', 'zh-CN']

export const help = `npm run head-office -- [options]

--data DIR              where head office keeps what it has (.data/head-office); DATABASE_URL puts its books into PostgreSQL
--port NUMBER           where registers and browsers reach it (4470); 0 is any free one
--store NAME, --chain NAME, --language en|zh-CN, --time-zone ZONE
                        of the first store; looked at only while there is none
--listen ADDRESS        beyond this machine, with a certificate or behind a proxy
--address URL           what registers and browsers call it, as https://head-office.example
--tls-cert FILE --tls-key FILE
                        its certificate with those between it and the authority, and its key
--behind-proxy ADDRESSES
                        the proxies in front of it, with commas between them
--backup-folder DIR     a second folder for backups, on another disk
--backup-every HOURS    between two backups (6)

Each of these does its one thing and ends:
--let-in NAME           makes NAME an owner with a one-time passphrase, when nobody can sign on
--backup-to DIR         one backup there, looked through
--check                 looks through the books themselves
--restore FILE          puts a backup in the place of the books, while head office is stopped
--restored              once, after pg_restore

docs/guides/head-office.md has more of each.`

export type Options = ReturnType<typeof parsed>

/** What head office was started with, or in words why nothing is started: before anything is made, since a first store's time zone stays. */
export function readOptions(args: readonly string[]): { readonly ok: true; readonly values: Options } | { readonly ok: false; readonly why: string } {
  let values: Options
  try {
    values = parsed(args)
  } catch (cause) {
    return { ok: false, why: `${cause instanceof Error ? cause.message : String(cause)}. Nothing was started. --help lists the options.` }
  }
  const why = wrongIn(values)
  return why === undefined ? { ok: true, values } : { ok: false, why }
}

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: definitions }).values
}

function wrongIn(values: Options): string | undefined {
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) return `--port is a number from 0 to 65535, not ${values.port}`
  if (values.store.trim() === '' || values.chain.trim() === '') return '--store and --chain need a name: it stands on receipts'
  if (!languages.includes(values.language)) return `--language is ${languages.join(' or ')}, not ${values.language}`
  if (!isTimeZone(values['time-zone'])) return `--time-zone is a name such as Europe/London or Asia/Shanghai, not ${values['time-zone']}`
  const everyHours = Number(values['backup-every'] ?? 6)
  if (!(everyHours > 0 && everyHours <= 168)) return '--backup-every is a number of hours, up to 168'
  return (values['tls-cert'] === undefined) === (values['tls-key'] === undefined) ? undefined : '--tls-cert and --tls-key go together'
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
