import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { isProfileName, type PrinterProfile, profiles } from './profiles.ts'

const every = Object.entries<PrinterProfile>(profiles)

describe('the profiles', () => {
  test.each(every)('[PRF-1] %s is complete and agrees with itself', (name, profile) => {
    // 12 dots a column, and no more than a column's worth of paper unused.
    expect(profile.dots - profile.columns * 12).toBeGreaterThanOrEqual(0)
    expect(profile.dots - profile.columns * 12).toBeLessThan(12)
    expect(profile.columns).toBe(name.includes('58') ? (name.startsWith('epson') ? 35 : 32) : name.startsWith('epson-t88') ? 42 : 48)
    expect(profile.raster.rowsPerBand).toBeGreaterThanOrEqual(24)
    expect(profile.raster.rowsPerBand).toBeLessThanOrEqual(255)
    // 15 mm from head to blade, at 3.75 to 4.25 mm a line.
    expect(profile.linesToCutter).toBeGreaterThanOrEqual(4)
    expect(profile.linesToCutter).toBeLessThanOrEqual(8)
    // Too short does not pull the solenoid, too long burns it.
    expect(profile.kick.onMs).toBeGreaterThanOrEqual(50)
    expect(profile.kick.onMs).toBeLessThanOrEqual(200)
    expect(profile.kick.offMs).toBeGreaterThanOrEqual(profile.kick.onMs)
    expect(profile.kick.offMs).toBeLessThanOrEqual(510)
    // What stands in the table is what the drawer gets: ESC p counts in steps of 2 ms, DLE DC4 in tenths of a second.
    expect(profile.kick.onMs % (profile.kick.realtime ? 100 : 2)).toBe(0)
  })

  test.each(every)('[PRF-2] the tables of %s exist, once each, and have the letters of western and central Europe and the pound', (_name, { codePages }) => {
    expect(new Set(codePages.map(({ number }) => number)).size).toBe(codePages.length)
    for (const letter of 'éüñßŁőÄ£€') {
      expect(codePages.some(({ encoding }) => iconv.decode(iconv.encode(letter, encoding), encoding) === letter), letter).toBe(true)
    }
  })

  test('[PRF-3] a generic printer is asked for nothing that only some have', () => {
    for (const name of ['generic-58', 'generic-80'] as const) expect(profiles[name]).toMatchObject({ confirm: 'gsR', kick: { realtime: false } })
    expect(profiles['generic-58']).toMatchObject({ cutter: 'none', qr: 'raster', ean13: 'raster' })
  })

  test('[PRF-1] a name is a profile’s or it is not', () => {
    expect(every.map(([name]) => isProfileName(name))).not.toContain(false)
    expect(['toString', '', 'epson'].some(isProfileName)).toBe(false)
  })
})
