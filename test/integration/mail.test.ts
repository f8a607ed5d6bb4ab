import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { randomUUID } from 'node:crypto'
import { type MailsView } from '../../src/contracts/ipc/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { startMailer, smtpSender, type MailSource } from '../../src/main/mail/index.ts'
import { mailServer, type TestMailServer } from '../../src/main/mail/smtp.fixture.ts'
import { ask, newDataFolder, startRegister } from './data-folder.fixture.ts'

/** The whole way: a register with its real core on disk, and a real SMTP server. */
let data: ReturnType<typeof newDataFolder>
let register: Register
let server: TestMailServer
beforeEach(async () => {
  data = newDataFolder()
  server = await mailServer()
  register = await startRegister(data.folder)
  await signOn()
})
afterEach(async () => {
  await register.close()
  await server.close()
  data.remove()
})

const address = 'ada.lovelace@customers.example'

async function signOn(): Promise<void> {
  const { operators } = await ask(register, 'register', {})
  const manager = operators.find(({ role }) => role === 'admin') ?? operators.find(({ role }) => role === 'manager')
  await ask(register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
}
async function sell(): Promise<{ readonly id: string; readonly number: string }> {
  const { pages } = await ask(register, 'tiles', {})
  const tile = pages.flatMap(({ tiles }) => tiles).find(({ unit, price }) => unit === 'each' && price !== undefined)
  const { basket } = await ask(register, 'add-item', { itemId: tile?.itemId ?? '' })
  const { lastSale } = await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'card' }] })
  return { id: lastSale?.id ?? '', number: lastSale?.number ?? '' }
}
const setUp = (port = server.port) => ask(register, 'set-mail', { account: { host: '127.0.0.1', port, security: 'none', username: '', sender: 'till@shop.example' } })
const mails = (): Promise<MailsView> => ask(register, 'mails', {})
const becomes = (states: readonly string[]): Promise<void> => vi.waitFor(async () => expect((await mails()).mails.map(({ state }) => state)).toEqual(states), { timeout: 15_000, interval: 50 })
const entries = async () => (await register.core.internal.entriesAfter(1, 0, 999)).map(({ text }) => text)

test('[MAIL-1] a receipt goes to who asked for it, and then nothing here knows their address', { timeout: 60_000 }, async () => {
  await setUp()
  const sale = await sell()
  const asked = await ask(register, 'mail-receipt', { saleId: sale.id, to: ` ${address} ` })
  expect(asked).toMatchObject({ state: 'waiting', number: sale.number, to: 'a...@customers.example' })
  await becomes(['sent'])
  expect(server.taken).toHaveLength(1)
  expect(server.taken[0]?.to).toEqual([address])
  expect((await mails()).mails[0]).not.toHaveProperty('to')
  const told = (await entries()).filter((text) => text.includes('"mail.'))
  expect(told.map((text) => (JSON.parse(text) as { type: string }).type)).toEqual(['mail.asked', 'mail.sent'])
  expect(told.every((text) => text.includes(sale.number))).toBe(true)
  await register.close()
  // Whatever is left of it would be in the file, in its log or in ours.
  for (const file of ['register.db', 'register.db-wal', 'register.keys']) expect(read(file), file).not.toContain('lovelace')
  expect((await import('node:fs')).readdirSync(path.join(data.folder, 'logs')).map((name) => read(path.join('logs', name))).join('')).not.toContain('lovelace')
  register = await startRegister(data.folder)
})
function read(file: string): string {
  try {
    return readFileSync(path.join(data.folder, file), 'latin1')
  } catch {
    return ''
  }
}

test('[MAIL-2] selling goes on while no server is there, the queue outlives the register, and all of it goes once the server is', { timeout: 60_000 }, async () => {
  const { port } = server
  await setUp()
  await server.close()
  const sales = [await sell(), await sell()]
  for (const { id } of sales) await ask(register, 'mail-receipt', { saleId: id, to: address })
  await vi.waitFor(async () => expect((await mails()).mails.some(({ fault }) => fault === 'unreachable')).toBe(true), { timeout: 15_000, interval: 50 })
  await sell()
  await register.close()
  server = await mailServer({}, port)
  register = await startRegister(data.folder)
  await signOn()
  await becomes(['sent', 'sent'])
  expect(new Set(server.taken.map(({ text }) => /Subject: .*?(\d+-\d+)/.exec(text)?.[1]))).toEqual(new Set(sales.map(({ number }) => number)))
  expect(server.taken).toHaveLength(2)
})

test('[MAIL-3] what a server refuses for good stays there to be seen, goes at a word, and is forgotten at another', { timeout: 60_000 }, async () => {
  await setUp()
  server.answers.push(550, 550)
  const sale = await sell()
  const first = await ask(register, 'mail-receipt', { saleId: sale.id, to: address })
  const second = await ask(register, 'mail-receipt', { saleId: sale.id, to: address })
  await becomes(['refused', 'refused'])
  expect((await mails()).mails[0]).toMatchObject({ fault: 'refused', answer: 550, to: 'a...@customers.example' })
  await ask(register, 'drop-mail', { mailId: first.id })
  await ask(register, 'retry-mail', { mailId: second.id })
  await vi.waitFor(async () => expect(new Map((await mails()).mails.map(({ id, state }) => [id, state]))).toEqual(new Map([[first.id, 'dropped'], [second.id, 'sent']])), { timeout: 15_000, interval: 50 })
  expect(server.taken).toHaveLength(1)
  await expect(ask(register, 'retry-mail', { mailId: first.id })).rejects.toThrow('mail.unknown')
})

test('[MAIL-4] killed between the server\'s word and the note of it, it goes again under the same Message-ID; nowhere else', { timeout: 60_000 }, async () => {
  const sale = await sell()
  // A server that is away for the register's own mailer, so that the one below is alone.
  await setUp(1)
  await ask(register, 'mail-receipt', { saleId: sale.id, to: address })
  const { internal } = register.core
  let killed = false
  const source: MailSource = {
    mailsDue: (asked) => internal.mailsDue(asked),
    mailAccount: async () => {
      const account = await internal.mailAccount()
      return account && { ...account, port: server.port }
    },
    mailStarted: (id) => internal.mailStarted(id),
    mailEnded: () => {
      killed = true
      return Promise.reject(new Error('killed'))
    },
  }
  const mailer = startMailer({ source, send: smtpSender(), clock: Date.now, after: (ms, run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer) }, random: () => 0, log: () => undefined })
  await vi.waitFor(() => expect(killed).toBe(true), { timeout: 15_000, interval: 20 })
  await mailer.close()
  expect((await mails()).mails[0]?.state).toBe('sending')
  await setUp()
  await register.close()
  register = await startRegister(data.folder)
  await signOn()
  await becomes(['sent'])
  const ids = server.taken.map(({ text }) => /Message-ID: (.*)/.exec(text)?.[1])
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
})

test('[MAIL-5] only whoever may change the store sets the server and tries it, and its password stands in no file but the secrets', { timeout: 60_000 }, async () => {
  const account = { host: '127.0.0.1', port: server.port, security: 'none', username: '', sender: 'till@shop.example' } as const
  await expect(ask(register, 'set-mail', { account: { ...account, username: 'till' }, password: 'hush-hush' })).rejects.toThrow('mail.badAccount')
  await expect(ask(register, 'set-mail', { account: { ...account, sender: 'a@b\r\nBcc: all' } })).rejects.toThrow('mail.badAccount')
  await expect(ask(register, 'mail-receipt', { saleId: (await sell()).id, to: address })).rejects.toThrow('mail.notSetUp')
  expect(await ask(register, 'set-mail', { account: { ...account, security: 'tls', username: 'till' }, password: 'hush-hush' })).toMatchObject({ hasPassword: true, account: { username: 'till' } })
  await expect(ask(register, 'set-mail', { account: { ...account, host: 'elsewhere.example', security: 'tls', username: 'till' } })).rejects.toThrow('mail.badAccount')
  expect(read('register.keys')).toContain('hush-hush')
  await expect(ask(register, 'test-mail', { to: 'not an address', language: 'en' })).rejects.toThrow('mail.badAddress')
  await setUp()
  expect(read('register.keys')).not.toContain('hush-hush')
  await ask(register, 'test-mail', { to: address, language: 'zh-CN' })
  expect(server.taken[0]?.to).toEqual([address])
  const { operators } = await ask(register, 'register', {})
  const cashier = operators.find(({ role }) => role === 'cashier')
  await ask(register, 'sign-on', { operatorId: cashier?.id ?? '', pin: cashier?.demoPin ?? '' })
  await expect(ask(register, 'set-mail', { account })).rejects.toThrow('request.notAllowed')
  await expect(ask(register, 'test-mail', { to: address, language: 'en' })).rejects.toThrow('request.notAllowed')
  for (const text of await entries()) expect(text).not.toMatch(/hush|shop\.example|lovelace/)
})

test('[MAIL-6] a receipt leaves as a file with an entry, whole in itself, and the same request writes one', { timeout: 60_000 }, async () => {
  const sale = await sell()
  const id = randomUUID()
  const answers = [1, 2].map(() => register.gate({ v: 1, id, name: 'receipt-file', input: { saleId: sale.id } }, register.seat))
  for (const answer of await Promise.all(answers)) {
    if (!answer.ok) throw new Error(answer.refusal.code)
    const { name, html } = answer.value as { name: string; html: string }
    expect(name).toBe(`receipt-${sale.number}.html`)
    expect(html).toContain(sale.number)
    expect(html).not.toMatch(/<script|src=|href=|url\(/)
  }
  expect((await entries()).filter((text) => text.includes('"receipt.saved"'))).toHaveLength(1)
})
