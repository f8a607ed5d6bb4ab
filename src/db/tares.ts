import { type Names, type TarePreset } from '../domain/catalogue/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { type Connection } from './connection.ts'
import { fromStoredJson } from './stored-json.ts'

interface Row {
  id: string
  names: string
  weight: number
}

function toPreset({ id, names, weight }: Row): TarePreset {
  return { id, names: fromStoredJson<Names>(names), weight: thousandths(weight) }
}

export function readTares(db: Connection) {
  const all = db.prepare<[], Row>('SELECT id, names, weight FROM tare_preset ORDER BY position')
  const one = db.prepare<[string], Row>('SELECT id, names, weight FROM tare_preset WHERE id = ?')
  return {
    tares: (): readonly TarePreset[] => all.all().map(toPreset),
    tareById(id: string): TarePreset | undefined {
      const row = one.get(id)
      return row === undefined ? undefined : toPreset(row)
    },
  }
}

export function writeTares(db: Connection) {
  const clear = db.prepare('DELETE FROM tare_preset')
  const insert = db.prepare<[number, string, string, number]>('INSERT INTO tare_preset (position, id, names, weight) VALUES (?, ?, ?, ?)')
  return {
    saveTares(tares: readonly TarePreset[]): void {
      clear.run()
      for (const [position, { id, names, weight }] of tares.entries()) insert.run(position, id, JSON.stringify(names), weight)
    },
  }
}
