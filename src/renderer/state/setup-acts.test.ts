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
    expect([some.pages, some.page]).toEqual([['country', 'tax', 'goods', 'devices', 'headOffice', 'owner'], 'country'])
    // Coins of the machine's country are not those of the file's currency.
    expect([some.draft.currency, some.draft.cashRounding, some.draft.language]).toEqual(['GBP', '', 'zh-CN'])
    const all = beginSetup({ ...view, provisioned: { language: 'en', chainName: 'Corner', currency: 'GBP', taxPack: 'GB-2011', timeZone: 'Europe/London', catalogue: 'empty', devices: {}, headOffice: 'later' } }, 'en', 'r')
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
    expect(faultOn('tax', draftOf({ taxPack: 'own', ownStandard: '5', ownReduced: '20' }), view)).toEqual({ field: 'ownReduced', words: 'setup.fault.reducedAbove', params: { standard: '5', reduced: '20' } })
    expect([wrong('tax', { taxPack: 'own', ownStandard: '20', ownReduced: '20' }), wrong('tax', { ownStandard: '5', ownReduced: '20' })]).toEqual([undefined, undefined])
    for (const timeZone of ['', 'Europe/Nowhere', '+01:00']) expect(wrong('tax', { timeZone }), timeZone).toBe('timeZone')
    expect([wrong('tax', { currency: 'GBP' }), wrong('tax', { currency: 'GBP', taxPack: 'own', ownStandard: '20' })]).toEqual(['taxPack', undefined])
    expect(wrong('goods', { catalogue: 'example', currency: 'EUR' })).toBe('catalogue')
    for (const headOfficeUrl of ['', 'head office', 'ftp://head', 'https://']) expect(wrong('headOffice', { joins: true, headOfficeUrl }), headOfficeUrl).toBe('headOfficeUrl')
    const coded = (enrolmentCode: string): string | undefined => wrong('headOffice', { joins: true, headOfficeUrl: 'https://head.example', enrolmentCode })
    for (const code of [' ', 'hello', '0123-4567-89A', '0123-4567-89ABC', '0123-4567-89A!', '0123-4567-89AU']) expect(coded(code), code).toBe('enrolmentCode')
    for (const code of ['0123-4567-89AB', '0123456789ab', ' 0123 4567 89ab ', 'OI23-4567-89AB']) expect(coded(code), code).toBeUndefined()
    expect(wrong('headOffice', { joins: false, headOfficeUrl: 'nonsense' })).toBeUndefined()
    expect(wrong('owner', { ownerName: '' })).toBe('ownerName')
    for (const pin of ['', '123', '123456789', '12a4', '1234', '0000', '1212', '2001']) expect(wrong('owner', { ownerName: 'Ada', pin }), pin).toBe('pin')
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
    for (const [field, page] of [['taxPack', 'tax'], ['cashRounding', 'country'], ['catalogue', 'goods'], ['chainName', 'store'], ['headOffice', 'headOffice'], ['devices.scale', 'devices']] as const) expect(pageOfField(field)).toBe(page)
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

  test('[SETUP-17] an example that a file asked for is not dropped unseen where another money is chosen', () => {
    const { acts, store } = begun({ language: 'en', chainName: 'Corner', catalogue: 'example', devices: {}, headOffice: 'later' })
    expect([store.getState().setup?.draft.catalogue, store.getState().setup?.pages]).toEqual(['example', ['country', 'tax', 'owner']])
    acts.chooseCountry('DE')
    expect([store.getState().setup?.draft.catalogue, store.getState().setup?.pages]).toEqual(['empty', ['country', 'tax', 'goods', 'owner']])
  })

  test('[SETUP-22] a lost answer is asked for again under the same request, and the PIN is gone when it is there', async () => {
    const { acts, store, requestOf } = begun({ language: 'en', chainName: 'Corner', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', catalogue: 'empty', devices: {}, headOffice: 'later', owner: { name: 'Ada' } })
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
    const { acts, store, requestOf } = begun({ language: 'en', chainName: 'Corner', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', catalogue: 'empty', devices: {}, headOffice: 'later', owner: { name: 'Ada' } })
    acts.changeSetup({ pin: '4711', pinAgain: '4711' })
    acts.setupNext()
    // By main's own clock it is another day than by the page's.
    ;(await requestOf('set-up')).refuse('pin.weak', { reason: 'date' })
    await expect.poll(() => store.getState().setup?.fault).toEqual({ field: 'pin', words: 'pin.weak.date' })
    acts.setupNext()
    ;(await requestOf('set-up', 1)).refuse('setup.invalid', { field: 'timeZone' })
    await expect.poll(() => store.getState().setup?.page).toBe('tax')
    acts.setupNext()
    acts.setupNext()
    ;(await requestOf('set-up', 2)).refuse('setup.done')
    await expect.poll(() => store.getState().setup).toBeUndefined()
  })
})

describe('the owner\'s PIN', () => {
  const asked = { language: 'en', chainName: 'Corner', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', catalogue: 'empty', devices: {}, headOffice: 'later', owner: { name: 'Ada' } } as const

  test('[SETUP-31] one that is guessed first is refused when its field is left, before it is typed a second time', () => {
    const { acts, store, heard } = screen(counterOf())
    acts.beginSetup({ ...view, provisioned: asked })
    acts.checkSetupPin()
    expect(store.getState().setup?.fault, 'nothing was typed yet').toBeUndefined()
    acts.changeSetup({ pin: '1234' })
    expect(store.getState().setup?.fault, 'more digits may follow').toBeUndefined()
    acts.checkSetupPin()
    expect([store.getState().setup?.fault, heard]).toEqual([{ field: 'pin', words: 'pin.weak.run' }, ['error']])
    // Told once: whoever goes back to the field is not told again at every step.
    acts.checkSetupPin()
    expect(heard).toEqual(['error'])
    acts.changeSetup({ pin: '4711' })
    acts.checkSetupPin()
    expect(store.getState().setup?.fault).toBeUndefined()
  })
})

describe('the devices of a first day', () => {
  const slots = { slots: [], mayChange: true } as const
  const usb = { bus: 'usb', address: 'usb:04b8:0e15', name: 'TM-T20III', guess: 'printer', slots: ['printer', 'labelPrinter'], permitted: true } as const
  function atDevices(provisioned: SetupView['provisioned'] = {}) {
    const played = screen(counterOf())
    played.acts.beginSetup({ ...view, provisioned: { language: 'en', chainName: 'Corner', currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Asia/Shanghai', catalogue: 'empty', headOffice: 'later', owner: { name: 'Ada' }, ...provisioned } })
    return { ...played, shown: () => played.store.getState().setup }
  }

  test('[SETUP-32] each is "not now" until somebody chose, and then nothing of them is sent', async () => {
    const { acts, shown, requestOf } = atDevices()
    expect([shown()?.page, shown()?.draft.devices]).toEqual(['devices', {}])
    acts.setupNext()
    acts.changeSetup({ pin: '4711', pinAgain: '4711' })
    acts.setupNext()
    expect((await requestOf('set-up')).input).not.toHaveProperty('devices')
  })

  test('[SETUP-32] one that is found is tried at once, and sent with the last page', async () => {
    const { acts, shown, requestOf } = atDevices()
    acts.openSetupDevice('printer')
    expect(shown()?.device).toMatchObject({ slot: 'printer', looking: true })
    ;(await requestOf('find-devices')).answer({ found: [usb], troubles: [] })
    await expect.poll(() => shown()?.device?.found?.found).toHaveLength(1)
    acts.takeSetupDevice(usb.address)
    const trying = await requestOf('set-device')
    expect(trying.input).toEqual({ slot: 'printer', address: usb.address })
    trying.answer(slots)
    await expect.poll(() => shown()?.draft.devices).toEqual({ printer: usb.address })
    expect(shown()?.device, 'the row shuts').toBeUndefined()
    acts.setupNext()
    acts.changeSetup({ pin: '4711', pinAgain: '4711' })
    acts.setupNext()
    expect((await requestOf('set-up')).input).toMatchObject({ devices: { printer: usb.address } })
  })

  test('[SETUP-32] what main has in force from before the page was loaded anew is shown, and sent', async () => {
    const { shown, requestOf } = atDevices()
    const scanner = { slot: 'scanner', device: 'scanner:1', kind: 'scanner', chosen: 'hid:', inUse: 'hid:', from: 'chosen', simulator: true } as const
    const scale = { slot: 'scale', device: 'scale:1', kind: 'scale', inUse: 'none', from: 'usual', simulator: true } as const
    ;(await requestOf('device-settings')).answer({ slots: [scanner, scale], mayChange: true })
    ;(await requestOf('status')).refuse('request.failed')
    await expect.poll(() => shown()?.draft.devices).toEqual({ scanner: 'hid:' })
  })

  test('[SETUP-32] "not now" takes it away again, also in main', async () => {
    const { acts, shown, requestOf } = atDevices()
    acts.changeSetup({ devices: { scanner: 'hid:' } })
    acts.chooseSetupDevice('scanner', undefined)
    const dropped = await requestOf('set-device')
    expect(dropped.input).toEqual({ slot: 'scanner' })
    dropped.answer(slots)
    await expect.poll(() => shown()?.draft.devices).toEqual({})
  })

  test('[SETUP-33] what a plug does not say is completed by a person, and never guessed', async () => {
    const { acts, shown, asked } = atDevices()
    acts.openSetupDevice('scale')
    acts.takeSetupDevice('serial:/dev/ttyUSB0')
    expect(shown()?.device?.address).toMatch(/^serial:\/dev\/ttyUSB0\?protocol=.*division=/)
    expect(asked.map(({ name }) => name)).not.toContain('set-device')
  })

  test('[SETUP-33] a machine written without saying how is asked whether it answers; silence is told in the row', async () => {
    const { acts, shown, requestOf, asked } = atDevices()
    acts.openSetupDevice('printer')
    acts.typeSetupDevice('192.0.2.8')
    acts.setupNext()
    ;(await requestOf('probe-device')).answer({ address: 'tcp://192.0.2.8:9100', outcome: 'silent', uses: [] })
    await expect.poll(() => shown()?.device).toMatchObject({ probe: 'silent', busy: false, address: '192.0.2.8' })
    expect([shown()?.page, asked.map(({ name }) => name).includes('set-device')]).toEqual(['devices', false])
    acts.enterSetupDevice()
    ;(await requestOf('probe-device', 1)).answer({ address: 'tcp://192.0.2.8:9100', outcome: 'open', uses: [{ slot: 'printer', address: 'tcp://192.0.2.8:9100' }] })
    const trying = await requestOf('set-device')
    expect(trying.input).toEqual({ slot: 'printer', address: 'tcp://192.0.2.8:9100' })
  })

  test('[SETUP-33] an address that is none says which part is wrong, and stays to be mended', async () => {
    const { acts, shown, requestOf, heard } = atDevices()
    acts.openSetupDevice('paymentTerminal')
    acts.typeSetupDevice('zvt://192.0.2.9:99999')
    acts.enterSetupDevice()
    ;(await requestOf('set-device')).refuse('device.badAddress', { reason: 'port' })
    await expect.poll(() => shown()?.fault).toEqual({ field: 'devices', words: 'addressPart.port' })
    expect([shown()?.device?.address, shown()?.draft.devices, heard]).toEqual(['zvt://192.0.2.9:99999', {}, ['error']])
  })

  test('[SETUP-33] back shuts the row first, and Enter on a row with nothing new goes no page further', () => {
    const { acts, shown } = atDevices()
    for (const shut of [acts.setupBack, acts.setupNext]) {
      acts.openSetupDevice('cashDrawer')
      shut()
      expect([shown()?.device, shown()?.page]).toEqual([undefined, 'devices'])
    }
  })

  test('[SETUP-34] the drawer opens by a kick that is asked after until it is known', async () => {
    const { acts, store, requestOf, pass } = atDevices()
    acts.openSetupDrawer('drawer:1')
    const first = await requestOf('open-drawer')
    expect(first.input).toEqual({ reason: 'check' })
    first.answer({ reason: 'check', kick: { kind: 'kick', state: 'waiting' } })
    await expect.poll(() => store.getState().deviceTests['drawer:1']).toMatchObject({ state: 'page', print: { state: 'waiting' } })
    pass()
    const again = await requestOf('open-drawer', 1)
    expect(again.id).toBe(first.id)
    again.answer({ reason: 'check', kick: { kind: 'kick', state: 'kicked' } })
    await expect.poll(() => store.getState().deviceTests['drawer:1']).toMatchObject({ print: { state: 'kicked' } })
  })

  test('[SETUP-34] the test page is in the language of the setup', async () => {
    const { acts, requestOf } = atDevices({ language: 'zh-CN' })
    acts.printTestPage('printer:receipt')
    expect((await requestOf('test-page')).input).toEqual({ language: 'zh-CN' })
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

  test('[MOVE-30] is reached also where a file says the language and leaves out the first page', () => {
    const { acts, store } = screen(counterOf())
    acts.beginSetup({ ...view, moveFiles: [file], provisioned: { language: 'en', chainName: 'Corner' } })
    const first = store.getState().setup?.page
    acts.otherWay('takeOver')
    expect([store.getState().setup?.page, store.getState().setup?.draft.way]).toEqual(['takeOver', 'takeOver'])
    acts.setupBack()
    expect([store.getState().setup?.page, store.getState().setup?.draft.way, store.getState().setup?.draft.chainName]).toEqual([first, 'new', 'Corner'])
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
