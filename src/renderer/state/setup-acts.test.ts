import { describe, expect, test } from 'vitest'
import { type SetupView } from '../../contracts/ipc/index.ts'
import { answersOf, faultOn, firstEmpty, pageOfField, readRate, taxPackOfDraft } from './setup-check.ts'
import { beginSetup, setupPages, type SetupDraft } from './setup-work.ts'
import { counterOf, screen } from './screen.fixture.ts'

const view: SetupView = {
  provisioned: {},
  machine: { timeZone: 'Asia/Shanghai', country: 'CN' },
  taxPacks: [],
  cashRoundings: [],
  examples: [{ currency: 'CNY', taxPack: 'CN-2019' }],
  moveFiles: [],
}
const draftOf = (changes: Partial<SetupDraft>, of: Partial<SetupView> = {}): SetupDraft => ({ ...beginSetup({ ...view, ...of }, 'en', 'r').draft, ...changes })

describe('the pages of a setup', () => {
  test('[SETUP-16] the machine\'s clock suggests the country, and that the rest', () => {
    expect(draftOf({})).toMatchObject({ country: 'CN', currency: 'CNY', taxPack: 'CN-2019', cashRounding: 'CN-0.10-down', timeZone: 'Asia/Shanghai' })
    const nowhere = draftOf({}, { machine: { timeZone: 'America/Lima' } })
    expect([nowhere.country, nowhere.taxPack, nowhere.timeZone]).toEqual(['other', 'own', 'America/Lima'])
  })

  test('[SETUP-17] what a file answered is not asked, all else is, and the owner\'s PIN always', () => {
    expect(beginSetup(view, 'en', 'r').pages).toEqual(setupPages)
    const some = beginSetup({ ...view, provisioned: { language: 'zh-CN', chainName: 'Corner', currency: 'GBP' } }, 'en', 'r')
    expect([some.pages, some.page]).toEqual([['country', 'tax', 'goods', 'headOffice', 'owner'], 'country'])
    // Coins of the machine's country are not those of the file's currency.
    expect([some.draft.currency, some.draft.cashRounding, some.draft.language]).toEqual(['GBP', '', 'zh-CN'])
    const all = beginSetup({ ...view, provisioned: { language: 'en', chainName: 'Corner', currency: 'GBP', taxPack: 'GB-2011', timeZone: 'Europe/London', catalogue: 'empty', headOffice: 'later' } }, 'en', 'r')
    expect(all.pages).toEqual(['owner'])
  })

  test('[SETUP-17] a file\'s currency without its taxes or zone leaves the country to be asked, and suggests the one that pays in it', () => {
    const nowhere = { machine: { timeZone: 'UTC' } }
    const china = beginSetup({ ...view, ...nowhere, provisioned: { language: 'zh-CN', chainName: 'Corner', currency: 'CNY' } }, 'en', 'r')
    expect(china.page).toBe('country')
    expect(china.draft).toMatchObject({ country: 'CN', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', cashRounding: 'CN-0.10-down' })
    for (const missing of [{ taxPack: 'CN-2019' }, { timeZone: 'Asia/Shanghai' }]) expect(beginSetup({ ...view, provisioned: { currency: 'CNY', ...missing } }, 'en', 'r').pages).toContain('country')
    // Of several countries with one currency nobody knows which; the machine's own is believed where it is one of them.
    expect(draftOf({}, { provisioned: { currency: 'EUR' } })).toMatchObject({ country: 'other', currency: 'EUR', taxPack: 'own' })
    expect(draftOf({}, { machine: { timeZone: 'Europe/Berlin', country: 'DE' }, provisioned: { currency: 'EUR' } })).toMatchObject({ country: 'DE', taxPack: 'DE-2007' })
  })

  test('[SETUP-18] each page says what is wrong at the field where it is', () => {
    const wrong = (page: (typeof setupPages)[number], changes: Partial<SetupDraft>): string | undefined => faultOn(page, draftOf(changes), view)?.field
    expect(wrong('store', { chainName: '  ' })).toBe('chainName')
    expect(wrong('store', { chainName: 'Corner' })).toBeUndefined()
    for (const ownStandard of ['', 'twenty', '-5', '100', '1e2', '20.12345']) expect(wrong('tax', { taxPack: 'own', ownStandard }), ownStandard).toBe('ownStandard')
    expect(wrong('tax', { taxPack: 'own', ownStandard: '20', ownReduced: 'x' })).toBe('ownReduced')
    for (const timeZone of ['', 'Europe/Nowhere', '+01:00']) expect(wrong('tax', { timeZone }), timeZone).toBe('timeZone')
    expect(wrong('goods', { catalogue: 'example', currency: 'EUR' })).toBe('catalogue')
    for (const headOfficeUrl of ['', 'head office', 'ftp://head', 'https://']) expect(wrong('headOffice', { joins: true, headOfficeUrl }), headOfficeUrl).toBe('headOfficeUrl')
    const coded = (enrolmentCode: string): string | undefined => wrong('headOffice', { joins: true, headOfficeUrl: 'https://head.example', enrolmentCode })
    for (const code of [' ', 'hello', '0123-4567-89A', '0123-4567-89ABC', '0123-4567-89A!', '0123-4567-89AU']) expect(coded(code), code).toBe('enrolmentCode')
    for (const code of ['0123-4567-89AB', '0123456789ab', ' 0123 4567 89ab ', 'OI23-4567-89AB']) expect(coded(code), code).toBeUndefined()
    expect(wrong('headOffice', { joins: false, headOfficeUrl: 'nonsense' })).toBeUndefined()
    expect(wrong('owner', { ownerName: '' })).toBe('ownerName')
    for (const pin of ['', '123', '123456789', '12a4']) expect(wrong('owner', { ownerName: 'Ada', pin }), pin).toBe('pin')
    expect(wrong('owner', { ownerName: 'Ada', pin: '4711', pinAgain: '4712' })).toBe('pinAgain')
    expect(wrong('owner', { ownerName: 'Ada', pin: '4711', pinAgain: '4711' })).toBeUndefined()
  })

  test('[SETUP-18] the cursor stands in the first field that is empty: a PIN is never typed over a name that a file gave', () => {
    const first = (of: Partial<SetupDraft>): string => firstEmpty(draftOf(of), ['ownerName', 'pin', 'pinAgain'])
    expect([first({}), first({ ownerName: 'Ada' }), first({ ownerName: 'Ada', pin: '4711' })]).toEqual(['ownerName', 'pin', 'pinAgain'])
    expect(first({ ownerName: 'Ada', pin: '4711', pinAgain: '4711' })).toBe('ownerName')
  })

  test('[SETUP-19] rates are read as people write them', () => {
    expect(['20', '20 %', '8,875', '8.875%', '0', '0.0', '２０', '99.9999'].map(readRate)).toEqual([200_000, 200_000, 88_750, 88_750, 0, 0, 200_000, 999_999])
    expect(taxPackOfDraft(draftOf({ taxPack: 'own', ownMode: 'exclusive', ownStandard: '8,875', ownReduced: '' }))).toBe('OWN-EX-88750-88750')
    expect(taxPackOfDraft(draftOf({ taxPack: 'own', ownStandard: '20', ownReduced: '0' }))).toBe('OWN-IN-200000-0')
  })

  test('[SETUP-20] what is sent is what was written, without its blanks', () => {
    const sent = answersOf(draftOf({ chainName: ' Corner ', storeLines: ['', ' 18 Quay Street '], receiptFooter: [' '], ownerName: ' Ada ', pin: '4711' }))
    expect(sent).toMatchObject({ chainName: 'Corner', storeName: 'Corner', storeLines: ['18 Quay Street'], receiptFooter: [], headOffice: 'later', owner: { name: 'Ada', pin: '4711' } })
    for (const [field, page] of [['taxPack', 'tax'], ['cashRounding', 'country'], ['catalogue', 'goods'], ['chainName', 'store'], ['headOffice', 'headOffice']] as const) expect(pageOfField(field)).toBe(page)
  })
})

describe('going through them', () => {
  function begun(provisioned: SetupView['provisioned'] = {}) {
    const played = screen(counterOf())
    played.acts.beginSetup({ ...view, provisioned })
    return played
  }

  test('[SETUP-21] back loses nothing, and a lost line neither', () => {
    const { acts, store } = begun()
    acts.setupNext()
    acts.changeSetup({ chainName: 'Corner' })
    acts.setupNext()
    expect(store.getState().setup?.page).toBe('country')
    acts.setupBack()
    acts.beginSetup(view)
    expect([store.getState().setup?.page, store.getState().setup?.draft.chainName]).toEqual(['store', 'Corner'])
  })

  test('[SETUP-16] where the clock is nobody\'s, a Chinese page suggests China, until somebody chose; a clock of another place is believed', () => {
    const { acts, store } = screen(counterOf())
    acts.beginSetup({ ...view, machine: { timeZone: 'UTC' } })
    const shown = () => store.getState().setup?.draft
    acts.chooseSetupLanguage('en')
    expect(shown()).toMatchObject({ country: 'other', currency: 'EUR', timeZone: 'UTC' })
    acts.chooseSetupLanguage('zh-CN')
    expect(shown()).toMatchObject({ country: 'CN', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', language: 'zh-CN' })
    acts.chooseSetupLanguage('en')
    expect(shown()).toMatchObject({ country: 'other', currency: 'EUR', timeZone: 'UTC' })
    acts.chooseCountry('JP')
    acts.chooseSetupLanguage('zh-CN')
    expect(shown()).toMatchObject({ country: 'JP', currency: 'JPY', language: 'zh-CN' })
    for (const machine of [{ timeZone: 'America/Lima' }, { timeZone: 'Europe/Berlin', country: 'DE' }] as const) expect(beginSetup({ ...view, machine }, 'zh-CN', 'r').draft.country).toBe('country' in machine ? machine.country : 'other')
  })

  test('[SETUP-22] a lost answer is asked for again under the same request, and the PIN is gone when it is there', async () => {
    const { acts, store, requestOf } = begun({ language: 'en', chainName: 'Corner', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', catalogue: 'empty', headOffice: 'later', owner: { name: 'Ada' } })
    acts.changeSetup({ pin: '4711', pinAgain: '4711' })
    acts.setupNext()
    acts.setupNext()
    const first = await requestOf('set-up')
    first.refuse('request.failed')
    await expect.poll(() => store.getState().setup?.sending).toBe(false)
    acts.setupNext()
    const again = await requestOf('set-up', 1)
    expect([again.id, again.input]).toEqual([first.id, first.input])
    again.answer({ operatorId: 'o1', headOffice: 'later' })
    const signingOn = await requestOf('sign-on')
    expect(signingOn.input).toEqual({ operatorId: 'o1', pin: '4711' })
    signingOn.answer(counterOf())
    await expect.poll(() => store.getState().setup).toBeUndefined()
    expect(JSON.stringify(store.getState())).not.toContain('4711')
  })

  test('[SETUP-23] what main refuses stands on its page; a register that is somebody\'s by now asks no further', async () => {
    const { acts, store, requestOf } = begun({ language: 'en', chainName: 'Corner', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', catalogue: 'empty', headOffice: 'later', owner: { name: 'Ada' } })
    acts.changeSetup({ pin: '1234', pinAgain: '1234' })
    acts.setupNext()
    ;(await requestOf('set-up')).refuse('pin.weak', { reason: 'run' })
    await expect.poll(() => store.getState().setup?.fault).toEqual({ field: 'pin', words: 'pin.weak.run' })
    acts.setupNext()
    ;(await requestOf('set-up', 1)).refuse('setup.invalid', { field: 'timeZone' })
    await expect.poll(() => store.getState().setup?.page).toBe('tax')
    acts.setupNext()
    acts.setupNext()
    ;(await requestOf('set-up', 2)).refuse('setup.done')
    await expect.poll(() => store.getState().setup).toBeUndefined()
  })
})

describe('a register from another machine', () => {
  const file = '/media/stick/tillwright-register-3-20261122T101500Z.move'
  const there = { registerNumber: 3, chainName: 'Harbour', storeName: 'Quay Street', waiting: 7 }
  function begun(of: Partial<SetupView> = {}) {
    const played = screen(counterOf())
    played.acts.beginSetup({ ...view, moveFiles: [file], ...of })
    played.acts.moveSetup(1)
    played.acts.setupNext()
    return played
  }

  test('[MOVE-30] is the second way of the first page, and one page long; back is the first way again', () => {
    const { acts, store } = begun()
    expect([store.getState().setup?.page, store.getState().setup?.pages]).toEqual(['takeOver', ['start', 'takeOver']])
    acts.changeSetup({ passphrase: 'half a phrase' })
    acts.setupBack()
    expect([store.getState().setup?.page, store.getState().setup?.draft.passphrase]).toEqual(['start', ''])
    acts.moveSetup(-1)
    expect(store.getState().setup?.pages).toEqual(setupPages)
  })

  test('[MOVE-31] a file that is found alone is the one; of several, an arrow chooses; without one or its passphrase nothing is asked', () => {
    const { acts, store, asked } = begun()
    expect(store.getState().setup?.draft.moveFile).toBe(file)
    acts.setupNext()
    expect(store.getState().setup?.fault?.field).toBe('passphrase')
    const several = begun({ moveFiles: ['/a.move', '/b.move'] })
    several.acts.setupNext()
    expect(several.store.getState().setup?.fault?.field).toBe('moveFile')
    several.acts.moveSetup(1)
    several.acts.moveSetup(1)
    expect(several.store.getState().setup?.draft.moveFile).toBe('/b.move')
    expect([...asked, ...several.asked].map(({ name }) => name)).not.toContain('take-over')
  })

  test('[MOVE-32] the passphrase is gone from the page once it is sent; what is refused stands where it is wrong, and is asked again', async () => {
    const { acts, store, requestOf, heard } = begun()
    for (const [index, [code, field]] of ([['moveFile.wrongPassphrase', 'passphrase'], ['moveFile.cut', 'moveFile']] as const).entries()) {
      acts.changeSetup({ passphrase: 'river stone lamp' })
      acts.setupNext()
      expect(store.getState().setup).toMatchObject({ sending: true, draft: { passphrase: '' } })
      const sent = await requestOf('take-over', index)
      expect(sent.input).toEqual({ file, passphrase: 'river stone lamp' })
      sent.refuse(code, { file })
      await expect.poll(() => store.getState().setup?.fault).toEqual({ field, words: `refusal.${code}`, params: { file } })
      expect(store.getState().setup?.sending).toBe(false)
    }
    expect(heard).toEqual(['error', 'error'])
  })

  test('[MOVE-33] once it is here nothing else is asked: neither back, nor on, nor after the line was lost', async () => {
    const { acts, store, requestOf, asked } = begun()
    acts.changeSetup({ passphrase: 'river stone lamp' })
    acts.setupNext()
    ;(await requestOf('take-over')).answer(there)
    await expect.poll(() => store.getState().setup?.takenOver).toEqual(there)
    acts.setupBack()
    acts.setupNext()
    acts.beginSetup({ ...view, takenOver: there })
    expect([store.getState().setup?.page, store.getState().setup?.pages]).toEqual(['takeOver', ['takeOver']])
    expect(asked.filter(({ name }) => name === 'take-over' || name === 'set-up')).toHaveLength(1)
  })

  test('[MOVE-34] where nobody knows what became of it, or another page was faster, main is asked', async () => {
    for (const code of ['request.failed', 'setup.takingOver'] as const) {
      const { acts, store, requestOf } = begun()
      acts.changeSetup({ passphrase: 'river stone lamp' })
      acts.setupNext()
      ;(await requestOf('take-over')).refuse(code)
      ;(await requestOf('setup')).answer({ ...view, takenOver: there })
      await expect.poll(() => store.getState().setup?.takenOver, { message: code }).toEqual(there)
    }
  })
})
