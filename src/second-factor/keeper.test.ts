import { describe, expect, test } from 'vitest'
import { generateSync } from 'otplib'
import { secondFactorKeeper, stepOf } from './keeper.ts'

const key = new Uint8Array(32).fill(7)
const at = Date.UTC(2026, 10, 22, 6, 0, 10)
const stepNow = Math.floor(at / 30_000)

describe('the codes of a second factor', () => {
  // RFC 6238 appendix B, SHA-1: its eight digits end in the six that authenticators show.
  test.each([[59, '94287082'], [1111111109, '07081804'], [1111111111, '14050471'], [1234567890, '89005924'], [2000000000, '69279037'], [20000000000, '65353130']])('[FAC-1] at %i s the code of the RFC is the one that is taken', (seconds, eight) => {
    const secret = new TextEncoder().encode('12345678901234567890')
    expect(stepOf(secret, eight.slice(2), seconds * 1000)).toBe(Math.floor(seconds / 30))
    expect(stepOf(secret, `${eight.slice(2, 7)}${(Number(eight[7]) + 1) % 10}`, seconds * 1000)).toBeUndefined()
  })

  test('[FAC-1] the code of the step before and after is taken as what it is, and none further off', () => {
    const keeper = secondFactorKeeper(key)
    const { secret, sealed } = keeper.newSecret('op-m')
    const steps = [-2, -1, 0, 1, 2].map((by) => keeper.stepOf(sealed, 'op-m', generateSync({ secret, epoch: Math.floor(at / 1000) + by * 30 }), at))
    expect(steps).toEqual([undefined, stepNow - 1, stepNow, stepNow + 1, undefined])
  })

  test('[FAC-1] spaces are nothing, and what is no six digits is no code', () => {
    const keeper = secondFactorKeeper(key)
    const { secret, sealed } = keeper.newSecret('op-m')
    const code = generateSync({ secret, epoch: Math.floor(at / 1000) })
    expect(keeper.stepOf(sealed, 'op-m', ` ${code.slice(0, 3)} ${code.slice(3)} `, at)).toBe(stepNow)
    for (const text of ['', code.slice(1), `${code}0`, 'abcdef', '٠٠٠٠٠٠']) expect(keeper.stepOf(sealed, 'op-m', text, at)).toBeUndefined()
  })
})

describe('what is kept of it', () => {
  test('[FAC-2] sealed, a secret is not to be read, is sealed differently each time, and opens for its own operator and key alone', () => {
    const keeper = secondFactorKeeper(key)
    const { secret, sealed } = keeper.newSecret('op-m')
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect([sealed, Buffer.from(sealed.slice(7), 'base64').toString('latin1')].join()).not.toContain(secret)
    expect(keeper.open(sealed, 'op-m')).toBe(secret)
    expect(() => keeper.open(sealed, 'op-n')).toThrow('authenticate')
    expect(() => secondFactorKeeper(new Uint8Array(32).fill(8)).open(sealed, 'op-m')).toThrow('authenticate')
    expect(keeper.newSecret('op-m').sealed).not.toBe(sealed)
  })

  test('[FAC-3] ten recovery codes of ten letters that nobody mistakes; each is known by its hash, however it is written, and of one operator alone', () => {
    const keeper = secondFactorKeeper(key)
    const codes = keeper.newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    const hash = keeper.recoveryHash('op-m', '0123456789')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(['01234-56789', 'o1234 56789', 'Ol234-56789', 'OI23456789'].map((text) => keeper.recoveryHash('op-m', text))).toEqual([hash, hash, hash, hash])
    expect([keeper.recoveryHash('op-n', '0123456789'), secondFactorKeeper(new Uint8Array(32)).recoveryHash('op-m', '0123456789')]).not.toContain(hash)
    expect(['123456', '0123456789A', 'U123456789', ''].map((text) => keeper.recoveryHash('op-m', text))).toEqual([undefined, undefined, undefined, undefined])
  })

  test('[FAC-4] the address for the QR code names the shop and the person, and holds the secret', () => {
    const url = new URL(secondFactorKeeper(key).uriOf('JBSWY3DPEHPK3PXP', 'Corner 店', 'Ma: 马'))
    expect([url.protocol, url.host, url.searchParams.get('secret'), url.searchParams.get('issuer')]).toEqual(['otpauth:', 'totp', 'JBSWY3DPEHPK3PXP', 'Corner 店'])
    expect(decodeURIComponent(url.pathname)).toContain('Ma')
  })
})
