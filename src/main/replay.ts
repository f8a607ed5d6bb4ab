import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { composeRegister } from './composition.ts'
import { startCore } from './core-location.ts'
import { type DemoCatalogue, demoStoreNames } from './demo/demo-store.ts'
import { startHeadOfficeProcess } from './demo/head-office-process.ts'
import { progressBar, SourceFailure } from './import/index.ts'
import { replaySales, type ReplayReport, surveySales } from './replay/index.ts'

/** `npm run replay -- --sales FILE`: real baskets through the same commands as the screen, and what came of them. */
const help = `npm run replay -- --sales FILE [--limit N] [--data DIR] [--head-office URL --enrolment-code CODE] [--json]

--sales  a table with the columns InvoiceNo, StockCode, Description, Quantity, InvoiceDate and UnitPrice, separated by
         tabs or commas, plain or packed with gzip. Prices are pounds and include 20 %.
--limit  stop after so many sales. What cannot be rung is counted up to there.
--data   where the register and its head office keep what they have; without it nothing is left behind.
--json   nothing but the report.

One InvoiceNo is one basket, paid in cash, on its own date. What came back (documents beginning with C) is given back against
the newest sale of the same customer, goods and price, and else without a receipt. Not rung: lines that are refused (named with their line and
the reason) and adjustments (fewer than none, in a document that is no return).
The last line is always the report, as JSON. The exit code is 0 when head office has acknowledged all of it.`

// npm runs us in the project's folder; a path is meant from where it was typed.
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const say = (line: string): void => void process.stdout.write(`${line}\n`)
/** The file brings its own goods. */
const noGoods: DemoCatalogue = { attribution: '', categories: [], items: [] }

void run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sales: { type: 'string' },
      limit: { type: 'string' },
      data: { type: 'string' },
      'head-office': { type: 'string' },
      'enrolment-code': { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help === true) return say(help)
  if (values.sales === undefined) throw new Error(help)
  const limit = values.limit === undefined ? undefined : Number(values.limit)
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) throw new Error(`--limit is a whole number of sales, not ${values.limit ?? ''}`)

  // Read before anything is made: a wrong file leaves nothing behind.
  const file = path.resolve(typedIn, values.sales)
  const survey = await surveySales(file).catch((error: unknown) => {
    throw error instanceof SourceFailure ? new Error(`${file}: ${error.message}`, { cause: error }) : error
  })
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const temporary = values.data === undefined ? mkdtempSync(path.join(tmpdir(), 'tillwright-replay-')) : undefined
  const data = temporary ?? path.resolve(typedIn, values.data ?? '')
  const headOffice = values['head-office'] === undefined ? await startHeadOfficeProcess({ script: path.join(__dirname, '..', 'headoffice', 'main.mjs'), data: path.join(data, 'head-office'), ...demoStoreNames('gb') }) : undefined
  const code = values['enrolment-code'] ?? (await headOffice?.enrolmentCode())
  try {
    const register = await composeRegister({
      options: {
        data: path.join(data, 'register'),
        demoStore: 'gb',
        // 20,000 receipts would keep a printer busy for a day, and nobody waits for their paper.
        printer: 'none',
        headOffice: values['head-office'] ?? headOffice?.url ?? '',
        ...(code === undefined ? {} : { enrolmentCode: code }),
        port: 0,
        reset: false,
        json: false,
        browser: false,
      },
      startCore: (settings) => startCore(__dirname, settings),
      catalogue: noGoods,
    })
    const wanted = Math.min(limit ?? survey.sales, survey.sales)
    const bar = progressBar(process.stderr, Date.now, (sales, perSecond, left) => `${sales} of ${wanted} sales, ${perSecond}/s, ${left} s left`)
    const began = Date.now()
    try {
      const report = await replaySales({
        register,
        file,
        survey,
        ...(limit === undefined ? {} : { limit }),
        ...(values.json === true ? {} : { onSale: (sales: number) => bar.update(sales, sales / wanted) }),
        signal: stopping.signal,
      })
      bar.end()
      if (values.json !== true) say(story(report, Date.now() - began))
      say(JSON.stringify(report))
      process.exitCode = report.acknowledged >= report.journalEntries && !stopping.signal.aborted ? 0 : 1
    } finally {
      await register.close()
    }
  } finally {
    await headOffice?.close()
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true })
  }
}

function story({ dates, returns, givenBack, adjustments, refusedLines, journalEntries, acknowledged }: ReplayReport, tookMs: number): string {
  const days = Object.values(dates)
  const sum = (part: 'sales' | 'lines' | 'gross'): number => days.reduce((total, day) => total + day[part], 0)
  const reasons = new Map<string, number>()
  for (const { reason } of refusedLines) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  return [
    `rung      ${sum('sales')} sales of ${sum('lines')} lines on ${days.length} dates in ${Math.round(tookMs / 1000)} s: ${(sum('gross') / 100).toFixed(2)} GBP`,
    `back      ${returns} documents: ${givenBack.refunds} refunds of ${(givenBack.total / 100).toFixed(2)}, ${givenBack.ofSales} lines against their sales, ${givenBack.withoutReceipt} without a receipt, ${givenBack.unknown} of goods never sold`,
    `not rung  ${adjustments} adjustments, ${refusedLines.length} refused lines`,
    ...[...reasons].map(([reason, count]) => `          ${count} x ${reason}`),
    `journal   ${journalEntries} entries, ${acknowledged} of them acknowledged by head office`,
  ].join('\n')
}
