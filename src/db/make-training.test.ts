import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { minor } from '../domain/money/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { freshRegister, openForTest, write } from './fixture.ts'
import { makeTrainingFile } from './make-training.ts'

/** What stands in a table of a new register before anybody did anything, or says which goods there are. */
const taken = ['barcode', 'catalogue_state', 'fed_tile', 'fed_tile_page', 'item', 'ledger_cursor', 'migration', 'opening', 'operator', 'permission_grant', 'price', 'projection_cursor', 'register', 'search', 'search_config', 'search_data', 'tile', 'tile_page']

function trained(): { readonly path: string; readonly remove: () => void } {
  const { folder, register } = freshRegister()
  write(register, () => {
    register.saveFacts({ mode: 'live', storeName: 'Corner', headOfficeUrl: 'https://head.example', registerNumber: 3 })
    register.saveItems([{ item: { id: 'tea', sku: 'tea', names: { en: 'Tea' }, unit: 'each', taxClass: 'standard', price: { minor: minor(250), per: thousandths(1000) } }, barcodes: ['6901234567908'] }])
    register.saveTilePages([{ id: 'all', names: { en: 'All' }, tiles: [{ itemId: 'tea', icon: 'leaf', hue: 1 }] }])
    register.saveFedTilePages({ put: [{ id: 'fed', position: 0, names: { en: 'Of head office' }, tiles: [{ itemId: 'tea', icon: 'leaf', hue: 1 }] }], gone: [] })
    register.saveOperator({ id: 'op-1', name: 'Li', role: 'cashier', badge: '99900' }, '$argon2id$1')
    register.saveOperator({ id: 'op-2', name: 'Wu', role: 'manager' }, '$argon2id$2')
    register.saveGrant('cashier', 'discount', 'yes')
    register.saveCustomer({ id: 'c-1', name: 'Ada' })
    register.setSeat({ seat: 'counter', operatorId: 'op-1' })
  })
  const path = join(folder.path, '..', 'training.db')
  makeTrainingFile({ from: folder.path, to: path, newId: randomUUID, now: 1, operatorId: 'op-1' })
  return { path, remove: folder.remove }
}

test('[TRN-15] a copy for training has the goods, the rights and one person without a PIN, and nothing that happened', () => {
  const { path, remove } = trained()
  try {
    const db = new Database(path, { readonly: true })
    const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).pluck().all()
    const filled = tables.filter((table) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) > 0)
    expect(filled.filter((table) => !taken.includes(table))).toEqual([])
    expect(db.prepare('SELECT id, name, badge, pin_hash FROM operator').all()).toEqual([{ id: 'op-1', name: 'Li', badge: null, pin_hash: null }])
    db.close()
    const copy = openForTest(path)
    expect(copy.facts()).toMatchObject({ mode: 'training', storeName: 'Corner', registerNumber: 3, epoch: 1 })
    expect(copy.facts().headOfficeUrl).toBeUndefined()
    expect([copy.itemByBarcode('6901234567908')?.price?.minor, copy.grantOf('cashier', 'discount'), copy.tilePages().map(({ id, tiles }) => [id, tiles.length]), [...copy.storePageNames().keys()]]).toEqual([250, 'yes', [['fed', 1]], ['all']])
    copy.close()
  } finally {
    remove()
  }
})

test('[TRN-16] a register for training writes no kick, stays one, and takes no head office', () => {
  const { path, remove } = trained()
  const copy = openForTest(path)
  try {
    write(copy, () => {
      copy.addEffect('sale', { kind: 'kick', pin: 0 })
      copy.addEffect('sale', { kind: 'print', document: 'ofSale' })
    })
    expect(copy.effectsToDo(9).map(({ work }) => work.kind)).toEqual(['print'])
    expect(() => write(copy, () => { copy.saveFacts({ mode: 'live' }) })).toThrow('stays one')
    expect(() => write(copy, () => { copy.saveFacts({ headOfficeUrl: 'https://head.example' }) })).toThrow('no head office')
    expect(copy.facts().mode).toBe('training')
  } finally {
    copy.close()
    remove()
  }
})
