import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { smtpSender, type OutgoingMail, type SmtpAccount } from './smtp.ts'
import { mailServer, selfSigned, type TestMailServer } from './smtp.fixture.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
async function server(...given: Parameters<typeof mailServer>): Promise<TestMailServer> {
  const one = await mailServer(...given)
  open.push(one)
  return one
}

const mail: OutgoingMail = { id: 'mail-1', to: 'ada@example.com', subject: '小票 3-7', text: 'Total 3.50', html: '<p>合计 3.50</p>', file: { name: 'receipt-3-7.html', content: '<p>合计</p>' }, at: Date.UTC(2026, 10, 21) }
const account = (port: number, more: Partial<SmtpAccount> = {}): SmtpAccount => ({ host: '127.0.0.1', port, security: 'none', username: '', sender: 'till@shop.example', password: '', ...more })
const send = smtpSender({ patienceMs: 2_000 })
/** As it stands in the mail, line folds and quoted-printable undone. */
const plain = (text: string): string => text.replaceAll('=\r\n', '').replaceAll('\r\n ', ' ')

test('[SMTP-1] a mail that is taken has text, page and file, and the Message-ID of its row whenever it is sent', async () => {
  const there = await server()
  expect([await send(account(there.port), mail), await send(account(there.port), mail)]).toEqual([{ kind: 'sent' }, { kind: 'sent' }])
  const [first, second] = there.taken
  expect(first?.to).toEqual(['ada@example.com'])
  for (const part of ['Message-ID: <mail-1@shop.example>', 'From: till@shop.example', 'To: ada@example.com', 'Content-Type: text/plain', 'Content-Type: text/html', 'filename=receipt-3-7.html', 'Auto-Submitted: auto-generated']) expect(plain(first?.text ?? '')).toContain(part)
  expect(/Message-ID: .*/.exec(second?.text ?? '')?.[0]).toBe(/Message-ID: .*/.exec(first?.text ?? '')?.[0])
})

test('[SMTP-2] not now is this mail\'s own wait, never is the end of it, closing down is everybody\'s wait', async () => {
  const there = await server()
  there.answers.push(451, 554, 421)
  expect([await send(account(there.port), mail), await send(account(there.port), mail), await send(account(there.port), mail)]).toEqual([
    { kind: 'later', scope: 'mail', fault: 'later', answer: 451 },
    { kind: 'refused', fault: 'refused', answer: 554 },
    { kind: 'later', scope: 'server', fault: 'later', answer: 421 },
  ])
  const nobody = await server({ onRcptTo: (_address, _session, callback) => callback(Object.assign(new Error('no such person'), { responseCode: 550 })) })
  expect(await send(account(nobody.port), mail)).toEqual({ kind: 'refused', fault: 'refused', answer: 550 })
  expect(there.taken).toEqual([])
})

test('[SMTP-3] a line that breaks in the middle of a message, a server that is away and one that says nothing wait for the server', async () => {
  const there = await server()
  there.answers.push('drop')
  expect(await send(account(there.port), { ...mail, text: 'x'.repeat(200_000) })).toEqual({ kind: 'later', scope: 'server', fault: 'unreachable' })
  expect(there.taken).toEqual([])
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  expect(await smtpSender({ patienceMs: 300 })(account(port), mail)).toEqual({ kind: 'later', scope: 'server', fault: 'unreachable' })
  await new Promise((resolve) => silent.close(resolve))
  expect(await send(account(port), mail)).toEqual({ kind: 'later', scope: 'server', fault: 'unreachable' })
})

test('[SMTP-4] a certificate that nobody vouches for is not talked to, and no password is told it', async () => {
  const { key, cert } = selfSigned()
  const there = await server({ secure: true, key, cert, disabledCommands: [], authOptional: true })
  const closed = account(there.port, { security: 'tls', username: 'till', password: 'right' })
  expect(await send(closed, mail)).toEqual({ kind: 'later', scope: 'server', fault: 'certificate' })
  expect([there.passwords, there.taken.length]).toEqual([[], 0])
  expect(await smtpSender({ ca: cert, patienceMs: 2_000 })(closed, mail)).toEqual({ kind: 'sent' })
  expect([there.passwords, there.taken.length]).toEqual([['right'], 1])
})

test('[SMTP-5] STARTTLS is demanded where it was chosen: without it nothing goes, and with it the password goes closed', async () => {
  const bare = await server()
  const asked = { security: 'starttls', username: 'till', password: 'right' } as const
  expect(await send(account(bare.port, asked), mail)).toMatchObject({ kind: 'later', scope: 'server', fault: 'noTls' })
  expect([bare.passwords, bare.taken.length]).toEqual([[], 0])
  const { key, cert } = selfSigned()
  const there = await server({ key, cert, disabledCommands: [] })
  expect(await smtpSender({ ca: cert, patienceMs: 2_000 })(account(there.port, asked), mail)).toEqual({ kind: 'sent' })
  expect(there.passwords).toEqual(['right'])
})

test('[SMTP-6] a wrong password stops everything, and no password ever leaves over an open line', async () => {
  const { key, cert } = selfSigned()
  const there = await server({ secure: true, key, cert, disabledCommands: [] })
  expect(await smtpSender({ ca: cert, patienceMs: 2_000 })(account(there.port, { security: 'tls', username: 'till', password: 'wrong' }), mail)).toEqual({ kind: 'stopped', fault: 'auth', answer: 535 })
  const bare = await server({ allowInsecureAuth: true })
  expect(await send(account(bare.port, { username: 'till', password: 'right' }), mail)).toEqual({ kind: 'sent' })
  expect(bare.passwords).toEqual([])
})
