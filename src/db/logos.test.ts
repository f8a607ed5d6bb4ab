import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Bitmap, type ReceiptDocument } from '../domain/receipt/index.ts'
import { fillBasket, freshRegister, itemLine, type TestFolder, valueOf, write, writeSale } from './fixture.ts'
import { openRegisterReader } from './open-database.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const logo = (ink: string): Bitmap => ({ width: 576, height: 60, rows: Array.from({ length: 60 }, () => ink.repeat(144)) })
const paper = (bitmap: Bitmap): ReceiptDocument => ({ version: 1, language: 'en', blocks: [{ kind: 'logo', bitmap }, { kind: 'text', text: 'A' }, { kind: 'cut' }] })
function raw<T>(sql: string): T[] {
  const db = new Database(folder.path)
  try {
    return db.prepare<[], T>(sql).all()
  } finally {
    db.close()
  }
}

describe('logos', () => {
  test('[DB-18] a document waiting for the printer names its logo, and comes out whole, here and at the reader', () => {
    const kept = write(register, () => { register.saveFacts({ logo: logo('f') }); return register.addEffect('s1', { kind: 'print', document: paper(logo('f')) }) })
    const found = { id: kept, saleId: 's1', work: { kind: 'print', document: paper(logo('f')) }, state: 'waiting', attempts: 0 }
    expect([register.effectsToDo(5), register.effectsOf('s1')]).toEqual([[found], [found]])
    const reader = valueOf(openRegisterReader({ path: folder.path }))
    expect([reader.effectsToDo(5), reader.facts().logo, reader.logoHash()]).toEqual([[found], logo('f'), register.logoHash()])
    reader.close()
    expect(raw<{ size: number }>('SELECT length(document) AS size FROM effect')[0]?.size).toBeLessThan(200)
    expect(raw('SELECT hash FROM logo')).toEqual([{ hash: register.logoHash() }])
  })

  test('[DB-18] a document that holds its picture whole is read as it is', () => {
    const db = new Database(folder.path)
    db.prepare(`INSERT INTO effect (sale_id, kind, state, attempts, document) VALUES ('s1', 'print', 'waiting', 0, ?)`).run(JSON.stringify(paper(logo('a'))))
    db.close()
    expect(register.effectsOf('s1')[0]?.work).toEqual({ kind: 'print', document: paper(logo('a')) })
  })

  test('[DB-18] a sale keeps the logo it printed, and none stays none, whatever comes after', () => {
    const sell = (basketId: string): string => {
      fillBasket(register, basketId, [itemLine(1)])
      write(register, () => writeSale(register, basketId, [itemLine(1)]))
      return basketId
    }
    const [bare, first] = [sell('b1'), (write(register, () => { register.saveFacts({ logo: logo('f') }) }), sell('b2'))]
    write(register, () => { register.saveFacts({ logo: logo('0') }) })
    const second = sell('b3')
    write(register, () => { register.saveFacts({ logo: null }) })
    expect([register.facts().logo, register.logoHash(), 'logo' in register.facts()]).toEqual([undefined, '', false])
    expect([bare, first, second].map((id) => register.logoOfSale(id))).toEqual([undefined, logo('f'), logo('0')])
  })

  test('[DB-18] saving another fact leaves the logo, and one that was rolled back is not there', () => {
    write(register, () => { register.saveFacts({ logo: logo('f') }) })
    write(register, () => { register.saveFacts({ storeName: 'Quay Street' }) })
    expect(register.facts()).toMatchObject({ storeName: 'Quay Street', logo: logo('f') })
    const lost = logo('3')
    expect(() => write(register, () => { register.saveFacts({ logo: lost }); throw new Error('undone') })).toThrow('undone')
    expect([register.facts().logo, raw('SELECT hash FROM logo').length]).toEqual([logo('f'), 1])
    // The very same object again: what was remembered of it must not stand for a row that is gone.
    write(register, () => { register.saveFacts({ logo: lost }) })
    expect([register.facts().logo, raw('SELECT hash FROM logo').length]).toEqual([lost, 2])
  })

  test('[DB-18] no statement changes or deletes a logo', () => {
    write(register, () => { register.saveFacts({ logo: logo('f') }) })
    const db = new Database(folder.path)
    expect(() => db.exec(`UPDATE logo SET bitmap = '{}'`)).toThrow('stays as it was printed')
    expect(() => db.exec('DELETE FROM logo')).toThrow('as long as the sales')
    db.close()
  })
})
