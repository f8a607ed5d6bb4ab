import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSecrets, receiptChecksAt, type RegisterSecrets } from './keys.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = (name: string): string => join(folder, name)
function opened(): RegisterSecrets {
  const result = openSecrets(path('keys.json'), path('register.db'))
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('the secrets of a register', () => {
  test('[KEY-1] they are made once, readable by their owner alone, and found again', () => {
    const first = opened()
    writeFileSync(path('register.db'), '')
    const second = opened()
    expect(second.publicKey).toBe(first.publicKey)
    expect(second.pepper()).toEqual(first.pepper())
    expect(first.pepper().bytes.length).toBe(32)
    expect(statSync(path('keys.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).toSorted()).toEqual(['keys.json', 'register.db'])
  })

  test('[KEY-5] a file from before second factors is given their key once, keeps all else, and one that is no key is refused', () => {
    opened()
    const { secondFactorKey, ...older } = JSON.parse(readFileSync(path('keys.json'), 'utf8')) as Record<string, string>
    expect(Buffer.from(secondFactorKey ?? '', 'base64').length).toBe(32)
    writeFileSync(path('keys.json'), JSON.stringify(older))
    const first = opened()
    expect(JSON.parse(readFileSync(path('keys.json'), 'utf8'))).toMatchObject(older)
    expect([first.secondFactorKey.length, opened().secondFactorKey]).toEqual([32, first.secondFactorKey])
    writeFileSync(path('keys.json'), JSON.stringify({ ...older, secondFactorKey: 'AA==' }))
    expect(openSecrets(path('keys.json'), path('register.db'))).toMatchObject({ refusal: { code: 'database.unsafe' } })
  })

  test('[KEY-7] a mail password is kept durably with all else as it was, and is gone from the file once it is taken back', () => {
    const first = opened()
    const before = JSON.parse(readFileSync(path('keys.json'), 'utf8')) as Record<string, unknown>
    expect(first.mailPassword()).toBe('')
    first.keepMailPassword('hush')
    expect([first.mailPassword(), opened().mailPassword()]).toEqual(['hush', 'hush'])
    expect(JSON.parse(readFileSync(path('keys.json'), 'utf8'))).toEqual({ ...before, mailPassword: 'hush' })
    first.keepMailPassword('')
    expect(JSON.parse(readFileSync(path('keys.json'), 'utf8'))).toEqual(before)
  })

  test('[KEY-6] the codes on receipts are keyed by the register alone until the chain has a pepper, and then alike in all of it', () => {
    const [here, there] = ['here.json', 'there.json'].map((name) => {
      const result = openSecrets(path(name), path(`${name}.db`))
      if (!result.ok) throw new Error(result.refusal.code)
      return result.value
    })
    const codes = (): readonly (string | undefined)[] => [here?.receiptCheck('TW2:A'), there?.receiptCheck('TW2:A')]
    expect(new Set(codes()).size).toBe(2)
    expect([receiptChecksAt(path('here.json')).chainCheck, here?.chainCheck()]).toEqual([undefined, undefined])
    for (const secrets of [here, there]) secrets?.keepChainPepper(Buffer.alloc(32, 7).toString('base64'))
    const [one, other] = codes()
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(other).toBe(one)
    const reader = receiptChecksAt(path('there.json'))
    expect([reader.chainCheck?.('TW2:A'), here?.chainCheck()?.('TW2:A'), reader.check('TW2:A'), reader.check('TW2:B') === one]).toEqual([one, one, one, false])
  })

  test('[KEY-2] what it signs, its public key verifies, and no other text', () => {
    const secrets = opened()
    const key = createPublicKey({ key: Buffer.from(secrets.publicKey, 'base64'), format: 'der', type: 'spki' })
    const signature = Buffer.from(secrets.sign(Buffer.from('batch')), 'base64')
    expect([verify(null, Buffer.from('batch'), key, signature), verify(null, Buffer.from('botch'), key, signature)]).toEqual([true, false])
  })

  test('[KEY-3] a database whose secrets are gone is refused, and given no new ones', () => {
    writeFileSync(path('register.db'), '')
    expect(openSecrets(path('keys.json'), path('register.db'))).toEqual({ ok: false, refusal: { code: 'database.unsafe', params: { reason: 'secretsMissing' } } })
    expect(readdirSync(folder)).toEqual(['register.db'])
  })

  test('[KEY-3] a damaged secrets file is refused and left as it is', () => {
    for (const text of ['', '{', '{}', '{"version":2}', '{"version":1,"pepper":"AA==","privateKey":"","publicKey":""}', JSON.stringify({ version: 1, pepper: Buffer.alloc(32).toString('base64'), privateKey: 'AAAA', publicKey: 'AAAA' })]) {
      writeFileSync(path('keys.json'), text)
      expect(openSecrets(path('keys.json'), path('register.db'))).toEqual({ ok: false, refusal: { code: 'database.unsafe', params: { reason: 'secretsUnreadable' } } })
      expect(readFileSync(path('keys.json'), 'utf8')).toBe(text)
    }
  })

  test('[KEY-5] the chain\'s pepper is kept durably, in force from then on, and earlier ones are still known', () => {
    const secrets = opened()
    const [one, two] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64'))
    if (one === undefined || two === undefined) throw new Error('no peppers')
    expect([secrets.pepper().id, secrets.chainPepperId()]).toEqual([secrets.ownPepperId, undefined])
    secrets.keepChainPepper(one)
    const first = secrets.pepper().id
    secrets.keepChainPepper(two)
    writeFileSync(path('register.db'), '')
    const again = opened()
    expect([again.pepper().bytes, again.chainPepperId()]).toEqual([Buffer.alloc(32, 8), again.pepper().id])
    expect([again.pepperBy(first), again.pepperBy(again.ownPepperId)?.length, again.pepperBy('another')]).toEqual([Buffer.alloc(32, 7), 32, undefined])
    expect(statSync(path('keys.json')).mode & 0o777).toBe(0o600)
    expect(() => secrets.keepChainPepper('AAAA')).toThrow('another length')
  })

  test('[KEY-6] a file of version 1 is read as it is, and becomes version 2 with the chain\'s pepper', () => {
    const { ownPepperId } = opened()
    const { chainPeppers: _, ...kept } = JSON.parse(readFileSync(path('keys.json'), 'utf8')) as Record<string, unknown>
    writeFileSync(path('keys.json'), JSON.stringify({ ...kept, version: 1 }))
    const older = opened()
    expect([older.pepper().id, older.chainPepperId()]).toEqual([ownPepperId, undefined])
    older.keepChainPepper(Buffer.alloc(32, 7).toString('base64'))
    expect(JSON.parse(readFileSync(path('keys.json'), 'utf8'))).toMatchObject({ version: 2, pepper: kept['pepper'] })
  })

  test('[KEY-4] a half-written file of a crash is in nobody\'s way', () => {
    writeFileSync(path('keys.json.new'), 'half', { mode: 0o666 })
    opened()
    expect(statSync(path('keys.json')).mode & 0o777).toBe(0o600)
  })
})
