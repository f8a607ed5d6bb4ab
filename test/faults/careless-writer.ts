import Database from 'better-sqlite3'
import { writeSync } from 'node:fs'

// What a till looks like that keeps its sales in WAL with synchronous=NORMAL: each commit is said to be done before it is
// on the disk. The power cuts have to take some of them, or they are no power cuts.
const db = new Database(process.argv[2] ?? '')
db.pragma('journal_mode = WAL')
db.pragma('synchronous = NORMAL')
db.exec('CREATE TABLE IF NOT EXISTS sale (number INTEGER PRIMARY KEY, text TEXT NOT NULL)')
const add = db.prepare<[string]>('INSERT INTO sale (text) VALUES (?)')
for (;;) writeSync(1, `${add.run('a sale of some length '.repeat(20)).lastInsertRowid}\n`)
