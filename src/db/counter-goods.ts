import { type Department, type InStoreRule, type Names } from '../domain/catalogue/index.ts'
import { type Connection } from './connection.ts'
import { fromStoredJson } from './stored-json.ts'

interface RuleRow {
  prefix: string
  item_digits: number
  value_kind: 'weight' | 'price'
  value_digits: number
  decimals: number
  verifier: 0 | 4 | 5
  item_code: 'plu'
}

function toRule(row: RuleRow): InStoreRule {
  return { prefix: row.prefix, itemDigits: row.item_digits, valueKind: row.value_kind, valueDigits: row.value_digits, decimals: row.decimals, verifier: row.verifier, itemCode: row.item_code }
}

/** What a counter sells without a barcode of the maker's: departments at an open price, and its own scales' labels. */
export function readCounterGoods(db: Connection) {
  const departments = db.prepare<[], { id: string; names: string; tax_class: string; item_id: string }>(
    'SELECT department.id, department.names, department.tax_class, item.id AS item_id FROM department JOIN item USING (item_key) ORDER BY position',
  )
  const rules = db.prepare<[], RuleRow>('SELECT prefix, item_digits, value_kind, value_digits, decimals, verifier, item_code FROM in_store_rule ORDER BY position')
  return {
    departments: (): readonly Department[] => departments.all().map((row) => ({ id: row.id, names: fromStoredJson<Names>(row.names), taxClass: row.tax_class, itemId: row.item_id })),
    /** In the order they were saved, which is the order they are tried in. */
    inStoreRules: (): readonly InStoreRule[] => rules.all().map(toRule),
  }
}

export function writeCounterGoods(db: Connection) {
  const clearDepartments = db.prepare('DELETE FROM department')
  const insertDepartment = db.prepare<[number, string, string, string, string]>(
    'INSERT INTO department (position, id, names, tax_class, item_key) SELECT ?, ?, ?, ?, item_key FROM item WHERE id = ?',
  )
  const clearRules = db.prepare('DELETE FROM in_store_rule')
  const insertRule = db.prepare<[RuleRow & { position: number }]>(
    `INSERT INTO in_store_rule (position, prefix, item_digits, value_kind, value_digits, decimals, verifier, item_code)
     VALUES (@position, @prefix, @item_digits, @value_kind, @value_digits, @decimals, @verifier, @item_code)`,
  )
  return {
    saveDepartments(departments: readonly Department[]): void {
      clearDepartments.run()
      for (const [position, { id, names, taxClass, itemId }] of departments.entries()) {
        if (insertDepartment.run(position, id, JSON.stringify(names), taxClass, itemId).changes !== 1) throw new Error(`a department of an unknown item: ${itemId}`)
      }
    },
    /** A layout that does not fill an EAN-13 exactly is aborted by the table. */
    saveInStoreRules(rules: readonly InStoreRule[]): void {
      clearRules.run()
      for (const [position, { prefix, itemDigits, valueKind, valueDigits, decimals, verifier, itemCode }] of rules.entries()) {
        insertRule.run({ position, prefix, item_digits: itemDigits, value_kind: valueKind, value_digits: valueDigits, decimals, verifier, item_code: itemCode })
      }
    },
  }
}
