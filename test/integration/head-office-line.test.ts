import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { authorityIn, type Authority } from '../../src/headoffice/http/certificates.fixture.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { sqlite, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { proxyVariable, readAuthority } from '../../src/main/head-office-line.ts'
import { readOptions } from '../../src/main/options.ts'
import { readProvision } from '../../src/main/provision.ts'
import { proxyOf } from '../../src/main/replicator/index.ts'
import { startWords } from '../../src/main/words/index.ts'
import { connectProxy } from './connect-proxy.fixture.ts'
import { ask, logOf, newFolder, sellMilk, signOn, startRegister, tryAsk, type StartedRegister } from './register.fixture.ts'
import { bristol } from './setup.fixture.ts'

let folder: ReturnType<typeof newFolder>
let database: TestDatabase
let office: HeadOffice
let authority: Authority
let open: StartedRegister[]
const data = (): string => path.join(folder.data, 'till')
const told = (): string => path.join(folder.data, 'told.pem')
type Pair = ReturnType<Authority['issue']>

async function serve(tls: Pair, port = 0): Promise<void> {
  office = await startHeadOffice({ ...database.location, port, tls, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
}
async function start(at: string, more: Parameters<typeof startRegister>[1] = {}): Promise<StartedRegister> {
  const started = await startRegister(at, more)
  open.push(started)
  return started
}
async function stop(started: StartedRegister): Promise<void> {
  open.splice(open.indexOf(started), 1)
  await started.register.close()
}
const sold = (): Promise<readonly unknown[]> => database.rows('SELECT count(*) AS n FROM sale')

beforeEach(async () => {
  folder = newFolder()
  open = []
  database = await sqlite.create()
  mkdirSync(path.join(folder.data, 'ca'))
  authority = authorityIn(path.join(folder.data, 'ca'), 'Harbour Authority')
  copyFileSync(authority.ca, told())
  await serve(authority.issue('office'))
})
afterEach(async () => {
  for (const { register } of open) await register.close()
  await office.close()
  await database.drop()
  folder.remove()
})

test('[TLS-6] a till that is told the company’s authority joins head office and sends, also when the file is gone; one that is not told sends nothing and says whom it does not trust', { timeout: 60_000 }, async () => {
  const { code } = await office.createEnrolmentCode()
  const strange = await start(path.join(folder.data, 'strange'), { demoStore: 'gb' })
  expect(await strange.register.replicator.enrol(office.url, code)).toEqual({ ok: false, refusal: { code: 'headOffice.untrusted', params: { by: 'Harbour Authority' } } })
  const first = await start(data(), { demoStore: 'gb', headOfficeCa: told() })
  expect((await first.register.replicator.enrol(office.url, code)).ok).toBe(true)
  await stop(first)
  rmSync(told())
  // Nobody names it any more; then somebody names a file that is away.
  const second = await start(data(), { demoStore: 'gb' })
  await signOn(second.register)
  await sellMilk(second.register)
  await expect.poll(sold, { timeout: 20_000 }).toEqual([{ n: 1 }])
  await stop(second)
  const third = await start(data(), { demoStore: 'gb', headOfficeCa: told() })
  expect(logOf(data())).toContain('headOffice.authorityKept')
  await signOn(third.register)
  await sellMilk(third.register)
  await expect.poll(sold, { timeout: 20_000 }).toEqual([{ n: 2 }])
  await stop(third)
  // And it can be taken back.
  const fourth = await start(data(), { demoStore: 'gb', headOfficeCa: 'none' })
  await expect.poll(() => fourth.register.replicator.view().line, { timeout: 20_000 }).toEqual({ fault: { kind: 'untrusted', by: 'Harbour Authority' } })
})

test('[TLS-7] the till says which fault a certificate has, sells on, and goes on by itself when it is mended', { timeout: 90_000 }, async () => {
  const { code } = await office.createEnrolmentCode()
  const { register } = await start(data(), { demoStore: 'gb', headOfficeCa: told() })
  expect((await register.replicator.enrol(office.url, code)).ok).toBe(true)
  await expect.poll(() => register.replicator.view().state, { timeout: 20_000 }).toBe('healthy')
  await signOn(register)
  const port = office.port
  mkdirSync(path.join(folder.data, 'others'))
  const others = authorityIn(path.join(folder.data, 'others'), 'Somebody Else')
  const wrong: readonly (readonly [Pair, object])[] = [
    [others.issue('office'), { kind: 'untrusted', by: 'Somebody Else' }],
    [authority.issue('old', { from: '20200101000000Z', to: '20210203000000Z' }), { kind: 'expired', on: '2021-02-03' }],
    [authority.issue('new', { from: '20900101000000Z', to: '20910101000000Z' }), { kind: 'notYetValid', on: '2090-01-01' }],
    [authority.issue('named', { names: 'DNS:office.example,DNS:shop.example' }), { kind: 'wrongName', name: '127.0.0.1', names: 'office.example, shop.example' }],
  ]
  for (const [pair, fault] of wrong) {
    await office.close()
    await serve(pair, port)
    await sellMilk(register)
    await expect.poll(() => register.replicator.view(), { timeout: 30_000 }).toMatchObject({ state: 'offline', line: { fault } })
    // What the screen asks for is what the contract says of it.
    const status = await ask(register, 'status', {})
    const seen = status.replication.line?.fault
    expect(status.replication.line).toMatchObject({ fault })
    expect(seen !== undefined && 'today' in seen ? seen.today : '2026-01-01 00:00').toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
    expect(await tryAsk(register, 'join-head-office', { url: office.url, enrolmentCode: code })).toMatchObject({ ok: false })
  }
  expect(register.replicator.view().waitingSales).toBe(4)
  expect(await sold()).toEqual([{ n: 0 }])
  await office.close()
  await serve(authority.issue('mended'), port)
  await expect.poll(sold, { timeout: 60_000 }).toEqual([{ n: 4 }])
  // Its books have them a moment before the till has read the answer.
  await expect.poll(() => register.replicator.view().line, { timeout: 20_000 }).toBeUndefined()
})

test('[TLS-8] a file that is no authority is refused in words before anything is sold, and a till that has one goes on with it', { timeout: 60_000 }, async () => {
  const at = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder.data, name)
    writeFileSync(file, content)
    return file
  }
  const pem = readFileSync(authority.ca, 'utf8')
  const old = authority.issue('old', { from: '20200101000000Z', to: '20210203000000Z' }).certificate
  execFileSync('openssl', ['x509', '-in', authority.ca, '-outform', 'DER', '-out', path.join(folder.data, 'windows.cer')])
  const now = Date.now()
  expect([readAuthority(authority.ca, now), readAuthority(path.join(folder.data, 'windows.cer'), now), readAuthority(at('both.pem', `${readFileSync(old, 'utf8')}\r\n${pem}`), now)]).toEqual([pem, pem, pem])
  const year = 31_536_000_000
  const cases: readonly (readonly [string, number, string])[] = [
    [path.join(folder.data, 'nowhere.pem'), now, 'cannot be read (ENOENT)'],
    [at('text.pem', 'a letter'), now, 'holds no certificate'],
    [at('key.pem', readFileSync(authority.issue('one').key)), now, 'holds no certificate'],
    [at('cut.pem', `${pem.slice(0, 200)}\n-----END CERTIFICATE-----\n`), now, 'is damaged'],
    [at('half.pem', pem.slice(0, 200)), now, 'is damaged'],
    [authority.issue('office').certificate, now, 'is a server\'s certificate (CN=office)'],
    [authority.ca, now + year, 'If this machine\'s clock is wrong'],
    [authority.ca, now - year, 'begins on'],
  ]
  for (const [file, when, said] of cases) {
    const read = readAuthority(file, when)
    expect(typeof read === 'string' ? 'taken' : startWords('en').authority(file, read), said).toContain(said)
    expect(typeof read === 'string' ? 'taken' : startWords('zh_CN').authority(file, read)).toContain(file)
  }
  await expect(startRegister(data(), { headOfficeCa: path.join(folder.data, 'text.pem') })).rejects.toThrow('holds no certificate')
  const provision = at('till.json', JSON.stringify({ headOfficeCa: 'told.pem' }))
  const { register } = await start(data(), { provision })
  const { provisioned } = await ask(register, 'setup', {})
  expect(provisioned).toEqual({})
  const { code } = await office.createEnrolmentCode()
  // Of a code for enrolling: it was heard, over the line that the file made possible.
  expect(await tryAsk(register, 'rebuild-register', { url: office.url, enrolmentCode: code, manager: { name: 'Mei', pin: '4829' } })).toMatchObject({ refusal: { code: 'rebuild.refused', params: { reason: 'code-unknown' } } })
  await stop(open[0] ?? { register, breakCore: () => undefined })
  const again = await start(data(), { headOfficeCa: path.join(folder.data, 'text.pem') })
  expect((await ask(again.register, 'setup', {})).provisioned).toEqual({})
})

test('[TLS-9] every request goes through the company’s proxy, whose faults are told apart and whose password is in nothing but its own file', { timeout: 90_000 }, async () => {
  const secret = 'p@ss:wort-4711'
  let proxy = await connectProxy(`till:${secret}`)
  const { port } = proxy
  const provision = path.join(folder.data, 'till.json')
  const write = (password: string): void => writeFileSync(provision, JSON.stringify({ headOfficeCa: 'told.pem', headOfficeProxy: `http://till:${encodeURIComponent(password)}@127.0.0.1:${port}` }))
  write('wrong')
  const { code } = await office.createEnrolmentCode()
  // A new register: the file is read until it is set up.
  const first = await start(data(), { provision })
  expect(await first.register.replicator.enrol(office.url, code)).toEqual({ ok: false, refusal: { code: 'headOffice.proxyPassword', params: { proxy: `127.0.0.1:${port}` } } })
  expect(await ask(first.register, 'set-up', { ...bristol, headOffice: { url: office.url, enrolmentCode: code } })).toMatchObject({ headOffice: 'proxy' })
  await stop(first)
  process.env[proxyVariable] = `http://till:${encodeURIComponent(secret)}@127.0.0.1:${port}`
  const second = await start(data())
  delete process.env[proxyVariable]
  expect((await second.register.replicator.enrol(office.url, code)).ok).toBe(true)
  await expect.poll(() => second.register.replicator.view(), { timeout: 20_000 }).toMatchObject({ state: 'healthy', waiting: 0 })
  await stop(second)
  expect(new Set(proxy.targets)).toEqual(new Set([`127.0.0.1:${office.port}`]))

  // From what is kept.
  proxy.answer = 403
  const third = await start(data())
  await expect.poll(() => third.register.replicator.view().line, { timeout: 20_000 }).toEqual({ fault: { kind: 'proxyRefuses', proxy: `127.0.0.1:${port}`, status: 403 } })
  // It let the till ask and did not reach head office: that is the line, and nothing of the proxy's to mend.
  proxy.answer = 502
  await expect.poll(() => third.register.replicator.view(), { timeout: 20_000 }).toMatchObject({ state: 'offline', line: undefined })
  await proxy.close()
  await expect.poll(() => third.register.replicator.view().line, { timeout: 20_000 }).toEqual({ fault: { kind: 'proxyAway', proxy: `127.0.0.1:${port}` } })
  expect((await ask(third.register, 'status', {})).replication.line).toEqual({ fault: { kind: 'proxyAway', proxy: `127.0.0.1:${port}` } })
  proxy = await connectProxy(`till:${secret}`, port)
  await expect.poll(() => third.register.replicator.view().state, { timeout: 30_000 }).toBe('healthy')
  // Behind it the certificate is judged as ever.
  await stop(third)
  const fourth = await start(data(), { headOfficeCa: 'none' })
  await expect.poll(() => fourth.register.replicator.view().line, { timeout: 20_000 }).toEqual({ fault: { kind: 'untrusted', by: 'Harbour Authority' } })
  await stop(fourth)
  await proxy.close()

  const holds = (file: string): boolean => [secret, encodeURIComponent(secret), Buffer.from(`till:${secret}`).toString('base64')].some((text) => readFileSync(file).includes(text))
  const files = readdirSync(data(), { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(data(), file)).isFile())
  expect(files.filter((file) => holds(path.join(data(), file)))).toEqual(['head-office-line.json'])
  expect(statSync(path.join(data(), 'head-office-line.json')).mode & 0o077).toBe(0)
})

test('[TLS-10] a proxy that is none is refused in words, and so is a password in an option, without showing it', () => {
  const read = (url: string): unknown => readOptions(['--head-office-proxy', url], { data: 'x' })
  expect(read('http://proxy.example:3128')).toMatchObject({ kind: 'options', options: { headOfficeProxy: 'http://proxy.example:3128' } })
  for (const url of ['http://till:geheim@proxy.example:3128', 'https://proxy.example', 'proxy.example:3128', 'http://proxy.example/path', 'socks5://geheim']) {
    expect(read(url)).toMatchObject({ kind: 'wrong' })
    expect(JSON.stringify(read(url))).not.toContain('geheim')
  }
  expect([proxyOf('http://proxy.example'), proxyOf('http://a:b%40c@[::1]:8080/')]).toEqual([{ host: 'proxy.example', port: 80 }, { host: '::1', port: 8080, credentials: Buffer.from('a:b@c').toString('base64') }])
  const file = path.join(folder.data, 'till.json')
  writeFileSync(file, '{"headOfficeProxy":"ftp://till:geheim@proxy.example"}')
  expect(() => readProvision(file, [], startWords('en'))).toThrow('the value of "headOfficeProxy"')
  expect(() => readProvision(file, [], startWords('en'))).not.toThrow('geheim')
})
