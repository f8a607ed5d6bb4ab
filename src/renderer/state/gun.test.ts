import { describe, expect, test } from 'vitest'
import { type GunKey, reportOf, visible } from './gun.ts'
import { scanStart, standardPace } from './wedge.ts'

const milk = '6907992500942'
/** A scan as a gun types it: `<GS>` and the like are one key. */
function scan(text: string, gap: number, more: Partial<GunKey> = {}): GunKey[] {
  return Array.from(text.matchAll(/<[^>]+>|./gu), ([sent], index) => ({ sent, at: 1_000 + index * gap, place: /\d/.test(sent) ? `Digit${sent}` : '', capsLock: false, ...more }))
}
const three = (text: string, gap: number, more: Partial<GunKey> = {}): GunKey[][] => [scan(text, gap, more), scan(text, gap, more), scan(text, gap, more)]

describe('a gun that is measured', () => {
  test.each([1, 10, 45])('[WEDGE-20] with %i ms between its keys it is fast enough, and nothing is to be set', (gap) => {
    const report = reportOf(three(`${milk}<CR>`, gap))
    expect(report).toMatchObject({ medianGap: gap, longestGap: gap, suffix: '<CR>', prefix: '', aim: false, separator: 'notSeen', verdicts: ['fine'] })
    expect(report).not.toHaveProperty('pace')
  })

  test.each([60, 80, 100])('[WEDGE-20] at %i ms the counter is set to it, and then takes for a scan what it took for typing', (gap) => {
    const report = reportOf(three(`${milk}<CR>`, gap))
    expect(report.verdicts).toEqual(['slow'])
    const sku = scan('AB-1204', gap).map(({ sent, at }) => ({ character: sent, at }))
    expect(scanStart(sku, 'text', standardPace)).toBe(-1)
    expect(scanStart(sku, 'text', report.pace)).toBe(0)
    // A hand's pace stays a hand's.
    const typed = scan('AB-1204', 130).map(({ sent, at }) => ({ character: sent, at }))
    expect(scanStart(typed, 'text', report.pace)).toBe(-1)
  })

  test('[WEDGE-20] a page that was busy for a moment makes no gun slow', () => {
    const late = (from: number) => scan(`${milk}<CR>`, 10).map((key, index) => (index < from ? key : { ...key, at: key.at + 200 }))
    expect(reportOf([late(3), scan(`${milk}<CR>`, 10), late(7)])).toMatchObject({ longestGap: 210, verdicts: ['fine'] })
  })

  test('[WEDGE-20] one that is as slow as a hand is said to be, and no counter is set to it', () => {
    const report = reportOf(three(`${milk}<CR>`, 120))
    expect(report.verdicts).toEqual(['tooSlow'])
    expect(report).not.toHaveProperty('pace')
  })

  test('[WEDGE-20] nothing is set before it was seen three times', () => {
    const report = reportOf([scan(`${milk}<CR>`, 80), scan(`${milk}<CR>`, 80)])
    expect(report.verdicts).toEqual(['few'])
    expect(report).not.toHaveProperty('pace')
  })

  test('[WEDGE-20] what it ends with, or does not', () => {
    expect(reportOf(three(`${milk}<TAB>`, 5))).toMatchObject({ suffix: '<TAB>', verdicts: ['fine'] })
    expect(reportOf(three(milk, 5))).toMatchObject({ suffix: 'none', verdicts: ['noSuffix', 'fine'] })
    expect(reportOf([scan(`${milk}<CR>`, 5), scan(milk, 5), scan(`${milk}<CR>`, 5)])).toMatchObject({ suffix: 'mixed', verdicts: ['noSuffix', 'fine'] })
  })

  test('[WEDGE-20] an AIM identifier is no prefix, and a separator that comes is seen', () => {
    expect(reportOf(three(`]C1010${milk}10LOT<GS>21S1<CR>`, 5))).toMatchObject({ prefix: '', aim: true, separator: 'kept', verdicts: ['fine'] })
    expect(reportOf(three(`#*${milk}<CR>`, 5))).toMatchObject({ prefix: '#*', aim: false, verdicts: ['prefix', 'fine'] })
  })

  test('[WEDGE-20] an input method, another keyboard and Caps Lock are told apart', () => {
    expect(reportOf(three('<IME><IME><IME><CR>', 5)).verdicts).toContain('ime')
    // 12345678 on a French keyboard.
    const french = Array.from('&é"\'(-è_', (sent, index) => ({ sent, at: index * 5, place: `Digit${index + 1}`, capsLock: false }))
    expect(reportOf([french, french, french]).verdicts).toContain('layout')
    expect(reportOf(three('ab-1204<CR>', 5, { capsLock: true })).verdicts).toContain('capsLock')
    expect(reportOf(three('AB-1204!<CR>', 5)).verdicts).toEqual(['fine'])
  })

  test('[WEDGE-20] whether its keys are this computer’s is said of every gun, of short codes too', () => {
    const layout = (...scans: GunKey[][]) => reportOf(scans).layout
    expect(layout(...three(`${milk}<CR>`, 5))).toBe('matches')
    expect(layout(scan('_&__-<CR>', 5), scan('_&__-<CR>', 5))).toBe('other')
    expect(reportOf([scan('_&__-<CR>', 5)]).verdicts).toContain('layout')
    expect(layout(scan('<IME><IME><IME><IME><CR>', 5))).toBe('ime')
    // Letters alone are no proof, and one sign between them is none against it.
    expect(layout(scan('AB-CD<CR>', 5))).toBe('notSeen')
    expect(layout(scan('AB-12-04<CR>', 5))).toBe('matches')
  })

  test('[WEDGE-20] control characters are named', () => {
    expect(visible('\u000201\u001d21\r\n\u0007')).toBe('<STX>01<GS>21<CR><LF><07>')
  })
})
