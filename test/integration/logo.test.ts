import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readCatalogue } from '../../src/main/demo/read-catalogue.ts'
import { demoSeed } from '../../src/main/demo/demo-store.ts'
import { type PrintedJob } from '../../src/drivers/printer/index.ts'
import { toSvg, toText } from '../../src/drivers/printer/index.ts'
import { ask, newFolder, sellMilk, signOn, startRegister } from './register.fixture.ts'

const built = fileURLToPath(new URL('../../out/main', import.meta.url))

test('[LOGO-1] the logo is on the paper of the sale that had it, and on its reprint after another one was set', async () => {
  const folder = newFolder()
  const { register } = await startRegister(folder.data, { demoStore: 'gb' })
  try {
    const printer = register.devices.simulators.printer
    if (printer === undefined) throw new Error('no simulated printer')
    const next = (): Promise<PrintedJob> => new Promise((resolve) => {
      const stop = printer.onJob((job) => { stop(); resolve(job) })
    })
    await signOn(register)
    expect(await register.core.internal.setLogo({ bitmap: { width: 16, height: 2, rows: ['c001', '0ff0'] } })).toEqual({ ok: true, value: { changed: true } })
    const printed = next()
    const sale = await sellMilk(register)
    const paper = await printed
    expect(toText(paper)).toContain('[picture 296 x 2]')
    expect(toSvg(paper)).toContain('<path data-picture="296x2" d="M280 0h2v1h-2zM295 0h1v1h-1zM284 1h8v1h-8z"/>')

    await register.core.internal.setLogo({ bitmap: { width: 8, height: 1, rows: ['ff'] } })
    const again = next()
    await ask(register, 'reprint', { saleId: sale.id })
    expect(toSvg(await again)).toContain('d="M280 0h2v1h-2zM295 0h1v1h-1zM284 1h8v1h-8z"')
    const { document } = await ask(register, 'receipt', { saleId: sale.id })
    expect(document.blocks.find(({ kind }) => kind === 'logo')).toEqual({ kind: 'logo', bitmap: { width: 16, height: 2, rows: ['c001', '0ff0'] } })
  } finally {
    await register.close()
    folder.remove()
  }
})

test('[LOGO-4] the demo store is seeded with the logo that lies beside its catalogue', () => {
  const header = /^P4\s(\d+) (\d+)/.exec(readFileSync(path.join(built, '..', '..', 'resources', 'demo', 'logo.pbm'), 'latin1'))
  const logo = demoSeed(readCatalogue(built), 'cn').facts?.logo
  expect([logo?.width, logo?.height, logo?.rows.length]).toEqual([Number(header?.[1]), Number(header?.[2]), Number(header?.[2])])
})
