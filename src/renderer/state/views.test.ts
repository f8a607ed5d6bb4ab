import { describe, expect, test } from 'vitest'
import { viewFor, views, type Screen } from './views.ts'

const nothing = { signedOn: true, searching: false, finished: false, work: 'sell' }
const screens = Object.keys(views) as Screen[]
const works = screens.filter((screen) => !['setup', 'moved', 'sign-on', 'approval', 'factorAsk', 'search', 'finish'].includes(screen))

describe('the list of views', () => {
  test('[VIEW-1] what is put into the work area is the view of that name', () => {
    for (const work of works) expect(viewFor({ ...nothing, work })).toBe(work)
  })

  test('[VIEW-2] nobody signed on comes first, whatever else there is', () => {
    for (const work of works) expect(viewFor({ signedOn: false, searching: true, finished: true, work })).toBe('sign-on')
    expect(viewFor({ ...nothing, setup: true, signedOn: false })).toBe('setup')
  })

  test('[VIEW-2] before even that comes a register that was moved: nobody signs on to it', () => {
    for (const work of works) expect(viewFor({ ...nothing, signedOn: false, moved: true, work })).toBe('moved')
  })

  test('[VIEW-3] what was found stands in the place of the tiles only', () => {
    expect(viewFor({ ...nothing, searching: true, finished: true })).toBe('search')
    expect(viewFor({ ...nothing, searching: true, work: 'receipts' })).toBe('receipts')
  })

  test('[VIEW-3] an act that waits for another person stands before whatever it came from', () => {
    for (const work of works) expect(viewFor({ ...nothing, approving: true, searching: true, finished: true, payment: true, work })).toBe('approval')
    expect(viewFor({ ...nothing, signedOn: false, approving: true })).toBe('sign-on')
  })

  test('[VIEW-3] what waits for a second factor stands before whatever it came from', () => {
    for (const work of works) expect(viewFor({ ...nothing, proving: true, searching: true, finished: true, payment: true, work })).toBe('factorAsk')
    expect(viewFor({ ...nothing, signedOn: false, proving: true })).toBe('sign-on')
  })

  test('[VIEW-4] a work area nobody listed is a bug and said so', () => {
    expect(() => viewFor({ ...nothing, work: 'nowhere' })).toThrow('no view for nowhere')
  })

  test('[VIEW-5] every view is looked at in one look at least, and no look twice', () => {
    for (const screen of screens) {
      expect(views[screen].looks.length, screen).toBeGreaterThan(0)
      expect(new Set(views[screen].looks).size, screen).toBe(views[screen].looks.length)
    }
  })
})
