import { resolve } from 'node:path'
import { problemKinds } from '../contracts/replication/index.ts'
import { booksCommands, saidOfStart } from './backups/commands.ts'
import { startHeadOffice } from './head-office.ts'
import { headOfficeLog } from './log-file.ts'
import { help, readOptions, type Options } from './options.ts'
import { letIn } from './people/let-in.ts'

/**
 * `node src/headoffice/main.ts [--data folder] [--port 4470]`: prints where registers enrol and where the page opens, until it is told to stop.
 * With `--let-in name` it does nothing but make that person an owner with a one-time passphrase, which it prints: for when nobody can sign on.
 * `--backup-to folder`, `--restore file`, `--check` and `--restored` do their one thing with the books, and end (backups/commands.ts).
 * Its books are in that folder, or in PostgreSQL where DATABASE_URL names one (postgresql://user:password@host/database).
 * Forked, it tells its parent the same, and makes an enrolment code whenever asked: `{kind: 'enrolment-code'}` both ways.
 */
const read = readOptions(process.argv.slice(2))

const say = (line: string): void => void process.stdout.write(`${line}\n`)

// No top-level await: this file is also bundled for require().
if (!read.ok) end(`head office did not start: ${read.why}`)
else if (read.values.help === true) say(help)
else {
  const { values } = read
  void run(values).catch((cause: unknown) => end(`${failed(values)}: ${whyOf(cause, values)}`))
}

function end(why: string): void {
  process.stderr.write(`${why}\n`)
  process.exitCode = 1
  // A parent has a person in front of it; our standard error may be a file.
  process.send?.({ kind: 'failed', why })
  process.disconnect?.()
}

function failed(values: Options): string {
  if (values['let-in'] !== undefined) return 'nobody was let in'
  if (values['backup-to'] !== undefined) return 'no backup was made; the books, and the backups there are, are as they were'
  if (values.restore !== undefined) return 'nothing was put back, and the books are as they were'
  if (values.restored === true) return 'nothing was changed'
  return values.check === true ? 'the books were looked at' : 'head office did not start'
}

/** SQLite says of a damaged file in five words that it is one, and nothing of what to do. */
function whyOf(cause: unknown, values: Options): string {
  return saidOfStart(cause, values.data) ?? (cause instanceof Error ? cause.message : String(cause))
}

async function run(values: Options): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'] ?? ''
  const location = { dataDirectory: values.data, ...(databaseUrl !== '' && { databaseUrl }) }
  const name = values['let-in']
  if (name !== undefined) {
    const made = await letIn({ ...location, clock: Date.now, log: headOfficeLog(values.data) }, name)
    if (!made.ok) throw new Error(made.slug === 'no-head-office' ? noHeadOffice(databaseUrl !== '', values) : problemKinds[made.slug].title)
    say(`${name} is an owner, without a second factor. Sign on with this one-time passphrase until ${new Date(made.value.endsAt).toISOString()}, and choose another:`)
    say(made.value.passphrase)
    return
  }
  const commands = booksCommands({ ...location, clock: Date.now, log: headOfficeLog(values.data) })
  const asked = values['backup-to'] !== undefined ? commands.backUpTo(values['backup-to']) : values.restore !== undefined ? commands.restore(values.restore) : values.restored === true ? commands.restored() : values.check === true ? commands.check() : undefined
  if (asked !== undefined) {
    for (const line of await asked) say(line)
    return
  }
  const [certificate, key] = [values['tls-cert'], values['tls-key']]
  const headOffice = await startHeadOffice({
    ...location,
    port: Number(values.port),
    store: { name: values.store, chainName: values.chain, language: values.language, timeZone: values['time-zone'], cutOffHour: 4 },
    clock: Date.now,
    log: headOfficeLog(values.data),
    ...(values.listen !== undefined && { listen: values.listen }),
    ...(values.address !== undefined && { address: values.address }),
    ...(certificate !== undefined && key !== undefined && { tls: { certificate, key } }),
    ...(values['behind-proxy'] !== undefined && { proxies: values['behind-proxy'].split(',').map((one) => one.trim()) }),
    backupEveryMs: Number(values['backup-every'] ?? 6) * 3_600_000,
    ...(values['backup-folder'] !== undefined && { backupFolder: values['backup-folder'] }),
  })
  let closing = false
  function stop(): void {
    if (closing) return
    closing = true
    void headOffice.close().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // Only when forked: a parent that died without a word must not leave a head office behind that nobody knows of.
  process.on('disconnect', stop)
  process.on('message', (message) => {
    if (typeof message !== 'object' || message === null || !('kind' in message) || message.kind !== 'enrolment-code') return
    void headOffice.createEnrolmentCode().then(({ code, expiresAt }) => process.send?.({ kind: 'enrolment-code', code, expiresAt }))
  })

  for (const warning of headOffice.warnings) process.stderr.write(`${warning}\n`)
  // Last: who reads this may tell us to stop at once.
  const pageUrl = headOffice.pageUrl()
  say(`head office  ${headOffice.url}`)
  say(`page (opens once)  ${pageUrl}`)
  process.send?.({ kind: 'listening', url: headOffice.url, pageUrl })
}

function noHeadOffice(inDatabase: boolean, values: Options): string {
  const where = inDatabase ? 'the database that DATABASE_URL names' : resolve(values.data)
  return `there is no head office in ${where}. Nothing was made. Give the --data folder (and the DATABASE_URL, where it has one) that head office is started with.`
}
