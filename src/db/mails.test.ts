import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accept } from '../domain/errors/index.ts'
import { openRegisterDatabase } from './open-database.ts'
import { type RegisterWriter } from './register-database.ts'

let folder = ''
let database: RegisterWriter
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-'))
  database = open()
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})
function open(): RegisterWriter {
  const opened = openRegisterDatabase({ path: join(folder, 'register.db'), newId: randomUUID })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}
const write = (act: () => void): void => void database.unitOfWork(() => accept(act()))
const names = ['ada', 'bob', 'cleo', 'dora', 'emil'] as const
const address = (name: string): string => `${name}.of.a.long.name@customers.example`
const queue = (): void => names.forEach((name, at) => write(() => database.queueMail({ id: name, saleId: 's', number: '3-7', askedAt: at, address: address(name) })))
const onDisk = (): string => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')).join('')

test('[MAILQ-1] the address of a mail that was sent or dropped is in no byte of the file, and those that wait are', () => {
  queue()
  for (const name of ['bob', 'dora']) {
    write(() => database.mailStarted(name))
    write(() => database.mailEnded(name, { state: 'waiting', at: 5, dueAt: 6, fault: 'unreachable' }))
    write(() => database.mailStarted(name))
    write(() => database.mailEnded(name, { state: name === 'bob' ? 'sent' : 'dropped', at: 7 }))
  }
  // The log is folded in when the last connection goes.
  database.close()
  const bytes = onDisk()
  expect(names.filter((name) => bytes.includes(address(name)))).toEqual(['ada', 'cleo', 'emil'])
  // Parts of it too: a cell that was written over by a shorter one leaves its end.
  expect(['bob', 'dora'].filter((name) => bytes.includes(`${name}.of`))).toEqual([])
  expect(bytes.split('@customers.example').length - 1).toBe(3)
  database = open()
  expect(database.mailById('bob')).not.toHaveProperty('address')
})

test('[MAILQ-2] what was being sent when the last run ended waits again; what waits is given out when it is due, the longest due first', () => {
  queue()
  write(() => database.mailStarted('ada'))
  expect(() => write(() => database.mailStarted('ada'))).toThrow('does not wait')
  expect(database.mailsDue(2, 9).map(({ id }) => id)).toEqual(['bob', 'cleo'])
  database.close()
  database = open()
  expect(database.mailsDue(2, 2).map(({ id, attempts }) => [id, attempts])).toEqual([['ada', 1], ['bob', 0]])
  expect([database.nextMailAt(), database.mailsOpen()]).toEqual([0, 5])
})

test('[MAILQ-3] what ended long ago goes, and a refused mail that nobody saw to loses its address', () => {
  queue()
  write(() => database.mailEnded('ada', { state: 'refused', at: 10, fault: 'refused', answer: 550 }))
  write(() => database.mailEnded('bob', { state: 'sent', at: 10 }))
  write(() => database.mailEnded('cleo', { state: 'sent', at: 90 }))
  write(() => database.sweepMails(50))
  expect(database.mails(9).map(({ id, state, address: kept }) => [id, state, kept !== undefined])).toEqual([['emil', 'waiting', true], ['dora', 'waiting', true], ['cleo', 'sent', false], ['ada', 'dropped', false]])
})
