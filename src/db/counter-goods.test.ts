import { beforeEach, describe, expect, test } from 'vitest'
import { type InStoreRule, type Item } from '../domain/catalogue/index.ts'
import { freshRegister, openForTest, type TestFolder, write } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const item = (id: string, sku: string): Item => ({ id, sku, names: { en: id }, unit: 'kg', taxClass: 'food' })

describe('PLUs', () => {
  const found = (plu: string): string | undefined => register.itemByPlu(plu)?.id

  test('[DB-17] an item is found by its PLU however many zeros the label has, and by an SKU of the same digits after that', () => {
    write(register, () => { register.saveItems([{ item: item('apples', 'F-1'), barcodes: [], plu: '04011' }, { item: item('pears', '4012'), barcodes: [] }, { item: item('plums', '00077'), barcodes: [] }, { item: item('other', '4011'), barcodes: [] }]) })
    expect(['4011', '04011', '0000004011', '4012', '004012', '00077'].map(found)).toEqual(['apples', 'apples', 'apples', 'pears', 'pears', 'plums'])
    expect(['', '0', '000', '4013', 'F-1', '40-11'].map(found)).toEqual(Array(6).fill(undefined))
  })

  test('[DB-17] saving without a PLU takes it away, and one on two items is the later one’s', () => {
    write(register, () => { register.saveItems([{ item: item('apples', 'A'), barcodes: [], plu: '17' }, { item: item('pears', 'B'), barcodes: [], plu: '17' }]) })
    expect(found('17')).toBe('pears')
    write(register, () => { register.saveItems([{ item: item('pears', 'B'), barcodes: [] }]) })
    expect(found('17')).toBeUndefined()
  })

  test('[DB-17] a short GTIN that an import made an SKU of is no PLU', () => {
    write(register, () => register.importItems([{ gtin14: '00000000000017', name: 'Crackers' }]))
    expect([register.itemByBarcode('17')?.names, found('17'), found('00017')]).toEqual([{ 'zh-CN': 'Crackers' }, undefined, undefined])
  })
})

describe('departments and in-store rules', () => {
  const rule = (prefix: string, change: Partial<InStoreRule> = {}): InStoreRule => ({ prefix, itemDigits: 5, valueKind: 'weight', valueDigits: 5, decimals: 3, verifier: 0, itemCode: 'plu', ...change })

  test('[DB-17] departments come back in their order with their items, and saving replaces them all', () => {
    write(register, () => { register.saveItems([{ item: item('d-item', 'D'), barcodes: [] }]) })
    const department = (id: string) => ({ id, names: { en: id, 'zh-CN': '杂货' }, taxClass: 'standard', itemId: 'd-item' })
    write(register, () => { register.saveDepartments([department('z'), department('a')]) })
    expect(register.departments()).toEqual([department('z'), department('a')])
    expect(() => write(register, () => { register.saveDepartments([{ ...department('z'), itemId: 'none' }]) })).toThrow('unknown item')
    expect(register.departments()).toHaveLength(2)
    write(register, () => { register.saveDepartments([]) })
    expect(register.departments()).toEqual([])
  })

  test('[DB-17] rules come back as they were saved, in the order they are tried in', () => {
    const rules = [rule('22', { valueKind: 'price', valueDigits: 4, verifier: 4, decimals: 2 }), rule('20'), rule('20', { itemDigits: 4, valueDigits: 6 })]
    write(register, () => { register.saveInStoreRules(rules) })
    expect(register.inStoreRules()).toEqual(rules)
    write(register, () => { register.saveInStoreRules([rule('21')]) })
    expect(register.inStoreRules()).toEqual([rule('21')])
  })

  test.each([{ itemDigits: 6 }, { prefix: '2' }, { verifier: 5, valueDigits: 5 }, { decimals: 4 }] as const)('[DB-17] a layout that does not fill an EAN-13 exactly is aborted: %j', (change) => {
    expect(() => write(register, () => { register.saveInStoreRules([rule('20', change)]) })).toThrow(/CHECK/u)
  })
})

describe('register settings', () => {
  test('[DB-12] layout and head office’s address are facts: tiles and none at first, kept over a restart, and taken back', () => {
    expect([register.facts().layout, register.facts().headOfficeUrl]).toEqual(['tiles', undefined])
    write(register, () => { register.saveFacts({ layout: 'scanFirst', headOfficeUrl: 'http://127.0.0.1:9000' }) })
    register.close()
    register = openForTest(folder.path)
    expect(register.facts()).toMatchObject({ layout: 'scanFirst', headOfficeUrl: 'http://127.0.0.1:9000' })
    write(register, () => { register.saveFacts({ headOfficeUrl: '' }) })
    expect('headOfficeUrl' in register.facts()).toBe(false)
  })
})
