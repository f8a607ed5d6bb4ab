import { expect, test } from 'vitest'
import { type SetupView } from '../../contracts/ipc/index.ts'
import { beginSetup } from './setup-work.ts'
import { screen } from './screen.fixture.ts'

const view: SetupView = { provisioned: {}, machine: { timeZone: 'Europe/London', country: 'GB' }, taxPacks: [], cashRoundings: [], examples: [], moveFiles: [] }
const there = { registerNumber: 3, chainName: 'Harbour', storeName: 'Quay Street', waiting: 4, receiptNumbersTo: 2000 }

function begun() {
  const all = screen()
  all.acts.beginSetup(view)
  all.acts.changeSetup({ way: 'rebuild' })
  all.acts.setupNext()
  all.acts.changeSetup({ ownerName: 'Mei', pin: '4829', pinAgain: '4829' })
  all.acts.setupNext()
  return all
}

test('[REB-8] asks who stands there, then the address and the code, which is soon over; neither is sent while it can not be one', () => {
  expect([beginSetup(view, 'en', 'r').draft.way, beginSetup({ ...view, rebuilt: there }, 'en', 'r').pages]).toEqual(['new', ['rebuild']])
  const { acts, store, asked } = begun()
  expect([store.getState().setup?.page, store.getState().setup?.pages]).toEqual(['rebuild', ['start', 'owner', 'rebuild']])
  acts.setupNext()
  expect(store.getState().setup?.fault?.field).toBe('headOfficeUrl')
  acts.changeSetup({ headOfficeUrl: 'https://head.example', enrolmentCode: '0123' })
  acts.setupNext()
  expect(store.getState().setup?.fault).toEqual({ field: 'enrolmentCode', words: 'setup.fault.rebuildCode' })
  expect(asked.map(({ name }) => name)).not.toContain('rebuild-register')
})

test('[REB-8] what is refused stands where it is wrong, the code stays for the next try, and once it is here nothing else is asked', async () => {
  const { acts, store, requestOf, asked } = begun()
  acts.changeSetup({ headOfficeUrl: ' https://head.example', enrolmentCode: '0123-4567-89AB' })
  const refusals = [
    ['rebuild.refused', 'code-expired', 'enrolmentCode', 'setup.fault.rebuildCode.expired'],
    ['rebuild.refused', 'something-new', 'enrolmentCode', 'refusal.rebuild.refused'],
    ['rebuild.refused', 'address-refused', 'headOfficeUrl', 'setup.fault.rebuildAddress'],
    ['headOffice.unreachable', undefined, 'headOfficeUrl', 'setup.fault.rebuildUnreachable'],
  ] as const
  for (const [index, [code, reason, field, words]] of refusals.entries()) {
    acts.setupNext()
    const sent = await requestOf('rebuild-register', index)
    expect(sent.input).toEqual({ url: 'https://head.example', enrolmentCode: '0123-4567-89AB', manager: { name: 'Mei', pin: '4829' }, language: 'en' })
    sent.refuse(code, reason === undefined ? {} : { reason })
    await expect.poll(() => store.getState().setup?.fault).toEqual({ field, words })
    expect(store.getState().setup?.draft.enrolmentCode).toBe('0123-4567-89AB')
  }
  acts.setupNext()
  ;(await requestOf('rebuild-register', refusals.length)).answer(there)
  await expect.poll(() => store.getState().setup?.rebuilt).toEqual(there)
  expect(store.getState().setup?.draft).toMatchObject({ pin: '', pinAgain: '', enrolmentCode: '' })
  acts.setupBack()
  acts.setupNext()
  acts.beginSetup({ ...view, rebuilt: there })
  expect([store.getState().setup?.page, store.getState().setup?.pages]).toEqual(['rebuild', ['rebuild']])
  expect(asked.filter(({ name }) => name === 'rebuild-register')).toHaveLength(refusals.length + 1)
})

test('[REB-8] a PIN that main would not take is chosen anew on its own page', async () => {
  const { acts, store, requestOf } = begun()
  acts.changeSetup({ headOfficeUrl: 'https://head.example', enrolmentCode: '0123-4567-89AB' })
  acts.setupNext()
  ;(await requestOf('rebuild-register')).refuse('pin.weak', { reason: 'date' })
  await expect.poll(() => store.getState().setup?.fault).toEqual({ field: 'pin', words: 'pin.weak.date' })
  expect(store.getState().setup?.page).toBe('owner')
})

test('[REB-20] the address is the one the program was started with, and a code that enrols a new register is no code for this', () => {
  expect(beginSetup({ ...view, headOfficeUrl: 'https://head.example' }, 'en', 'r').draft.headOfficeUrl).toBe('https://head.example')
  const all = screen()
  all.acts.beginSetup({ ...view, headOfficeUrl: 'https://other.example', provisioned: { language: 'en', headOffice: { url: 'https://head.example', enrolmentCode: 'ABCD-EFGH-JKMN' } } })
  const told = () => all.store.getState().setup
  const first = told()?.page
  expect([told()?.draft.headOfficeUrl, told()?.draft.enrolmentCode]).toEqual(['https://head.example', 'ABCD-EFGH-JKMN'])
  all.acts.otherWay('rebuild')
  expect([told()?.pages, told()?.draft.enrolmentCode]).toEqual([['owner', 'rebuild'], ''])
  all.acts.setupBack()
  expect([told()?.page, told()?.draft.way, told()?.draft.enrolmentCode]).toEqual([first, 'new', 'ABCD-EFGH-JKMN'])
})
