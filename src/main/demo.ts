import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoStoreNames } from './demo/demo-store.ts'
import { startHeadOfficeProcess } from './demo/head-office-process.ts'
import { ringScriptedSale, type ScriptedSale } from './demo/scripted-sale.ts'
import { composeRegister } from './composition.ts'
import { startCore } from './core-location.ts'
import { fontsFolder, launchDrivers } from './drivers-location.ts'
import { readOptions, type StartOptions } from './options.ts'
import { readCatalogue } from './demo/read-catalogue.ts'
import { startWords } from './words/index.ts'

/** `npm run demo`: one scripted sale from scan to head office. `--json` for machines; nothing else is then printed. */
void run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})

async function run(): Promise<void> {
  const words = startWords(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')
  const given = readOptions(process.argv.slice(2), { data: '', demoStore: 'gb' }, words)
  if (given.kind === 'help') return void process.stdout.write(`${words.demoHelp}\n`)
  if (given.kind === 'wrong') throw new Error(given.sentence)
  const read = given.options
  // Without --data the demo leaves nothing behind.
  const temporary = read.data === '' ? mkdtempSync(path.join(tmpdir(), 'tillwright-demo-')) : undefined
  const data = temporary ?? read.data
  const options = { ...read, data: path.join(data, 'register') }
  const store = demoStoreNames(read.demoStore ?? 'gb')
  const headOffice = read.headOffice === undefined ? await startHeadOfficeProcess({ script: path.join(__dirname, '..', 'headoffice', 'main.mjs'), data: path.join(data, 'head-office'), ...store }) : undefined
  try {
    const told = await ring(headOffice === undefined ? options : { ...options, headOffice: headOffice.url, enrolmentCode: await headOffice.enrolmentCode() })
    process.stdout.write(options.json ? `${JSON.stringify(told)}\n` : story(told))
    process.exitCode = told.complete ? 0 : 1
  } finally {
    await headOffice?.close()
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true })
  }
}

async function ring(options: StartOptions): Promise<ScriptedSale> {
  const register = await composeRegister({ options, startCore: (settings) => startCore(__dirname, settings), launchDrivers: launchDrivers(__dirname), fonts: fontsFolder(__dirname), catalogue: readCatalogue(__dirname) })
  try {
    return await ringScriptedSale(register)
  } finally {
    await register.close()
  }
}

function story(told: ScriptedSale): string {
  const lines = [
    '',
    ...told.scans.map(({ barcode, name, total }) => `scan      ${barcode.padEnd(14)} ${name.padEnd(28)} ${total.padStart(8)}`),
    `cash      ${told.received} received, ${told.change} change`,
    `saved     sale ${told.number}, journal entry ${told.seq}, ${told.hash.slice(0, 16)}...`,
    `drawer    ${told.drawer}`,
    `printer   ${told.printer}`,
    ...(told.display ?? []).map((row, index) => `${index === 0 ? 'display' : '       '}   [${row}]`),
    '',
    ...told.receipt.split('\n').map((line) => `    | ${line}`),
    '',
    told.headOffice === undefined
      ? 'office    no acknowledgement; the sale is safe in the journal and will be sent'
      : `office    acknowledged entry ${told.headOffice.seq} of epoch ${told.headOffice.epoch}, ${told.headOffice.hash.slice(0, 16)}... (the same hash)`,
    '',
  ]
  return lines.join('\n')
}
