import { describe, expect, test, vi } from 'vitest'
import { perform } from './actions.ts'
import { basketOf, counterOf, operator, screen, tile } from './screen.fixture.ts'
import { screenOf } from './screen-state.ts'
import { settled } from './shift.fixture.ts'

const page = { id: 'p', names: { en: 'Page' }, tiles: [tile, { ...tile, itemId: 'pears', names: { en: 'Pears' } }, { ...tile, itemId: 'milk', unit: 'each' as const }, tile] }

describe('what is no quantity', () => {
  test('[ACT-24] nought before a scan, a code or a tile is refused aloud, rings nothing up, and does not stay', () => {
    for (const sell of ['scan', 'enter', 'tile'] as const) {
      const shown = screen()
      shown.type(sell === 'enter' ? '0*4011' : '0*')
      if (sell === 'scan') shown.acts.scan('4006381333931')
      else if (sell === 'enter') shown.acts.enter()
      else shown.acts.tapTile(tile)
      expect([shown.store.getState().notice?.code, shown.store.getState().entry, shown.asked, shown.heard], sell).toEqual(['quantity.invalid', '', [], ['error']])
    }
  })
})

describe('a scanner of the till', () => {
  test('[ACT-25] what it read and nobody rang up is told as a wedge scan would be', () => {
    const shown = screen()
    shown.acts.scanRefused({ barcode: '1', refusal: { code: 'barcode.malformed' } })
    return vi.waitFor(() => expect([shown.store.getState().notice?.code, shown.heard]).toEqual(['barcode.malformed', ['error']]), { timeout: 15_000 })
  })

  test('[ACT-25] while nobody is signed on it says that, unless it was a badge', async () => {
    const shown = screen({ currency: 'CNY', suspended: 0 })
    shown.acts.scanRefused({ barcode: '1', refusal: { code: 'operator.notSignedOn' } })
    ;(await shown.requestOf('badge')).refuse('badge.unknown')
    await vi.waitFor(() => expect(shown.store.getState().notice?.words).toBe('notice.scanWhileLocked'), { timeout: 15_000 })
  })

  test('[ACT-25] a badge shot twice leaves the PIN alone that its owner has begun to type, and another’s begins it anew', async () => {
    const shown = screen({ currency: 'CNY', suspended: 0 })
    const answered = async (at: number, operatorId: string): Promise<void> => {
      ;(await shown.requestOf('badge', at)).answer({ operatorId })
      await settled()
      expect(shown.store.getState().operatorId).toBe(operatorId)
    }
    shown.acts.scan('B-77')
    await answered(0, 'o1')
    shown.acts.scan('B-77')
    shown.type('48')
    await answered(1, 'o1')
    expect(shown.store.getState().entry).toBe('48')
    shown.acts.scan('B-78')
    await answered(2, 'o2')
    expect(shown.store.getState().entry).toBe('')
  })

  test('[ACT-25] something measured asks for its weight', async () => {
    const shown = screen()
    shown.acts.scanRefused({ barcode: '2000001', refusal: { code: 'quantity.invalid' } })
    ;(await shown.requestOf('search-items')).answer({ hits: [{ itemId: 'apples', sku: '2000001', names: { en: 'Apples' }, unit: 'kg' }] })
    await vi.waitFor(() => expect(screenOf(shown.store.getState())).toBe('weigh'), { timeout: 15_000 })
    expect(shown.store.getState().notice).toBeUndefined()
  })
})

describe('a drawer somebody walked away from', () => {
  const drawer = (...faults: string[]) => [{ id: 'cashDrawer:1', kind: 'cashDrawer' as const, name: '', simulated: true, health: faults.length === 0 ? ('ready' as const) : ('degraded' as const), faults, position: 'open' as const }]
  const told = 'fault.told.drawer-left-open'

  test('[ACT-35] is seen and heard once, however often the devices are told, and again the next time', () => {
    const shown = screen()
    for (let times = 0; times < 3; times += 1) shown.acts.receiveDevices(drawer('drawer-left-open'))
    expect([shown.store.getState().notice?.words, shown.heard]).toEqual([told, ['attention']])
    shown.acts.dismissNotice()
    shown.acts.receiveDevices(drawer('drawer-left-open', 'paper-near-end'))
    expect([shown.store.getState().notice, shown.heard]).toEqual([undefined, ['attention']])
    shown.acts.receiveDevices(drawer())
    shown.acts.receiveDevices(drawer('drawer-left-open'))
    expect([shown.store.getState().notice?.words, shown.heard]).toEqual([told, ['attention', 'attention']])
  })

  test('[ACT-35] goes from the screen when it is closed, and takes no other message along', () => {
    const shown = screen()
    shown.acts.receiveDevices(drawer('drawer-left-open'))
    shown.acts.receiveDevices(drawer())
    expect(shown.store.getState().notice).toBeUndefined()
    shown.store.setState({ notice: { words: 'undo.nothing' } })
    shown.acts.receiveDevices(drawer())
    expect(shown.store.getState().notice?.words).toBe('undo.nothing')
  })

  test('[ACT-35] never covers the question about a payment', () => {
    const shown = screen()
    const confirm = { basketId: 'b1', revision: 1, tenders: [] }
    shown.store.setState({ notice: { words: 'refusal.tender.implausible', confirm } })
    shown.acts.receiveDevices(drawer('drawer-left-open'))
    expect([shown.store.getState().notice?.confirm, shown.heard]).toEqual([confirm, ['attention']])
  })
})

describe('paper that ends', () => {
  const printers = (...faults: string[]) => [
    { id: 'printer:receipt', kind: 'printer' as const, name: '', simulated: true, health: faults.length === 0 ? ('ready' as const) : ('offline' as const), faults },
    { id: 'printer:second', kind: 'printer' as const, name: '', simulated: true, health: 'offline' as const, faults: ['paper-out'] },
  ]
  const told = 'fault.told.paper-out'

  test('[ACT-35] is told aloud where somebody sells, until there is paper; the second printer’s is on its card', () => {
    const shown = screen()
    shown.acts.receiveDevices(printers())
    expect([shown.store.getState().notice, shown.heard]).toEqual([undefined, []])
    shown.acts.receiveDevices(printers('paper-out'))
    shown.acts.receiveDevices(printers('paper-out', 'cover-open'))
    expect([shown.store.getState().notice?.words, shown.heard]).toEqual([told, ['attention']])
    shown.acts.receiveDevices(printers())
    expect(shown.store.getState().notice).toBeUndefined()
  })

  test('[ACT-35] is heard and not said a second time where the screen says it in full', () => {
    const shown = screen()
    shown.store.setState({ work: { kind: 'devices', chosen: -1 } })
    shown.acts.receiveDevices(printers('paper-out'))
    expect([shown.store.getState().notice, shown.heard]).toEqual([undefined, ['attention']])
  })
})

describe('a label that says no', () => {
  const said = [['item.expired', { expiry: '2026-11-21' }], ['serial.repeated', { serial: 'S1' }]] as const
  test.each(said)('[ACT-34] %s is told with its sentence and the error tone, whoever scanned it', async (code, params) => {
    const wedge = screen()
    wedge.acts.scan(']d201069079925009421726112121S1')
    ;(await wedge.requestOf('scan')).refuse(code, params)
    await vi.waitFor(() => expect([wedge.store.getState().notice, wedge.heard]).toEqual([{ words: `refusal.${code}`, code, params }, ['error']]), { timeout: 15_000 })
    const own = screen()
    own.acts.scanRefused({ barcode: '1', refusal: { code, params } })
    await vi.waitFor(() => expect([own.store.getState().notice, own.heard]).toEqual([{ words: `refusal.${code}`, code, params }, ['error']]), { timeout: 15_000 })
  })
})

describe('weighing by its key', () => {
  const opened = () => {
    const shown = screen()
    shown.store.setState({ pages: [page] })
    shown.acts.openWeigh()
    return shown
  }

  test('[ACT-26] arrows choose among what is sold by measure, each once', () => {
    const shown = opened()
    const seen = [1, 2, 3].map(() => {
      shown.acts.moveMeasured(1)
      const { work } = shown.store.getState()
      return work.kind === 'weigh' ? work.item?.itemId : work.kind
    })
    expect(seen).toEqual(['apples', 'pears', 'apples'])
  })

  test('[ACT-26] the measure may come before the item or after it', async () => {
    const first = opened()
    first.type('1.284')
    first.acts.chooseMeasured(tile)
    expect((await first.request(0)).input).toEqual({ itemId: 'apples', quantity: 1284 })
    const second = opened()
    second.acts.chooseMeasured(tile)
    second.type('0.5')
    second.acts.addWeighed()
    expect((await second.request(0)).input).toEqual({ itemId: 'apples', quantity: 500 })
  })

  test('[ACT-26] what is missing is said, and nothing is added', () => {
    const shown = opened()
    shown.acts.addWeighed()
    expect(shown.store.getState().notice?.words).toBe('weigh.chooseFirst')
    shown.acts.moveMeasured(1)
    shown.acts.addWeighed()
    expect([shown.store.getState().notice?.words, shown.asked]).toEqual(['weigh.measureFirst', []])
  })
})

describe('one step back', () => {
  const press = (shown: ReturnType<typeof screen>, act: 'back' | 'keys' | 'enter' | 'cash') => perform(act, { acts: shown.acts, store: shown.store, focusField: () => undefined })

  test('[ACT-27] among receipts the paper goes first, then the search with what was said about it, then the list', () => {
    const shown = screen()
    shown.acts.openReceipts()
    shown.type('9')
    shown.store.setState({ notice: { words: 'x' }, openReceipt: { sale: { id: 's', number: '1', total: 1, change: 0, completedAt: 1, tenders: [], effects: [] }, document: { version: 1, language: 'en', blocks: [] } } })
    press(shown, 'back')
    expect([shown.store.getState().openReceipt, shown.store.getState().entry]).toEqual([undefined, '9'])
    press(shown, 'back')
    expect([shown.store.getState().entry, shown.store.getState().notice, screenOf(shown.store.getState())]).toEqual(['', undefined, 'receipts'])
    press(shown, 'back')
    expect(screenOf(shown.store.getState())).toBe('sell')
  })

  test('[ACT-28] the keys lie over the view and give way to whatever is done', async () => {
    const shown = screen()
    press(shown, 'keys')
    expect(shown.store.getState().keysShown).toBe(true)
    press(shown, 'enter')
    expect([shown.store.getState().keysShown, shown.asked]).toEqual([false, []])
    press(shown, 'keys')
    press(shown, 'cash')
    expect((await shown.request(0)).name).toBe('complete-sale')
    expect(shown.store.getState().keysShown).toBe(false)
    const scanned = screen()
    press(scanned, 'keys')
    scanned.acts.scan('4006381333931')
    expect(scanned.store.getState().keysShown).toBe(false)
    expect((await scanned.request(0)).name).toBe('scan')
  })

  test('[ACT-29] a job is shown while it runs, and its end for a while', () => {
    const shown = screen(counterOf({ operator, basket: basketOf(1) }))
    const job = { id: 'j', kind: 'import', state: 'running', done: 5, part: 100 } as const
    shown.acts.showJob(job)
    shown.pass()
    expect(shown.store.getState().job).toBe(job)
    shown.acts.showJob({ ...job, state: 'done' })
    expect(shown.store.getState().job?.state).toBe('done')
    shown.pass()
    expect(shown.store.getState().job).toBeUndefined()
  })
})

describe('weighing on a scale', () => {
  const scale = { id: 'scale:1', kind: 'scale', name: '', simulated: false, health: 'ready', faults: [] } as const
  function atTheScale(health: 'ready' | 'offline' = 'ready') {
    const shown = screen()
    shown.store.setState({ devices: [{ ...scale, health, faults: [] }], pages: [{ id: 'p', names: {}, tiles: [tile] }] })
    shown.acts.tapTile(tile)
    return shown
  }

  test('[ACT-26] Enter asks for the weight by the item alone, and a second Enter is not a second line', async () => {
    const shown = atTheScale()
    shown.acts.addWeighed()
    shown.acts.addWeighed()
    const asked = await shown.requestOf('weigh')
    expect(asked.input).toEqual({ itemId: 'apples' })
    asked.answer(counterOf({ basket: basketOf(2) }))
    await vi.waitFor(() => expect(shown.store.getState().work.kind).toBe('sell'), { timeout: 15_000 })
    shown.acts.zeroScale()
    await shown.requestOf('zero-scale')
    expect(shown.asked.filter(({ name }) => name === 'weigh')).toHaveLength(1)
  })

  test('[ACT-26] a refusal is told, and the panel stays', async () => {
    const shown = atTheScale()
    shown.acts.addWeighed()
    ;(await shown.requestOf('weigh')).refuse('scale.inMotion')
    await vi.waitFor(() => expect(shown.store.getState().notice?.code).toBe('scale.inMotion'), { timeout: 15_000 })
    expect(shown.store.getState().work.kind).toBe('weigh')
  })

  test('[ACT-26] what was typed goes before the scale, and without a scale that answers it has to be typed', async () => {
    const typed = atTheScale()
    typed.type('0.5')
    typed.acts.addWeighed()
    expect((await typed.requestOf('add-item')).input).toEqual({ itemId: 'apples', quantity: 500 })
    const lost = atTheScale('offline')
    lost.acts.addWeighed()
    expect([lost.store.getState().notice?.words, lost.asked]).toEqual(['weigh.measureFirst', []])
  })
})
