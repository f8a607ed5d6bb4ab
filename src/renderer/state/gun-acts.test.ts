import { beforeEach, describe, expect, test } from 'vitest'
import { basketOf, counterOf, screen, type Screen } from './screen.fixture.ts'

const barcode = '6907992500942'
let shown: Screen
beforeEach(() => {
  shown = screen(counterOf({ basket: basketOf(1) }))
  shown.store.setState({ connection: 'open', devices: [{ id: 'scanner:1', kind: 'scanner', name: '', health: 'ready', faults: [], simulated: false }] })
  shown.store.subscribe(shown.acts.followScans)
})
/** What main would tell the page that took the scans last. */
async function taken(time = 0) {
  const { input } = await shown.requestOf('take-scans', time)
  return { page: (input as { readonly page: string }).page, barcode }
}
const asks = () => shown.asked.filter(({ name }) => name === 'take-scans').map(({ input }) => (input as { readonly on: boolean }).on)

describe('a scan of the till’s own scanner', () => {
  test('[SCN-9] while a price is asked is asked about, and into no basket', async () => {
    shown.acts.openPriceCheck()
    shown.acts.scanTaken(await taken())
    expect((await shown.requestOf('check-price')).input).toEqual({ barcode })
    expect(shown.asked.map(({ name }) => name)).not.toContain('scan')
  })

  test('[SCN-9] while a card is charged waits for its end, and is heard', async () => {
    shown.acts.openCard()
    await expect.poll(() => shown.store.getState().work.kind).toBe('card')
    shown.acts.scanTaken(await taken())
    expect(shown.store.getState().heldScans).toEqual([barcode])
    expect(shown.heard).toContain('attention')
    shown.acts.leaveWork()
    expect((await shown.requestOf('scan')).input).toEqual({ barcode })
  })

  test('[SCN-9] under a list takes the screen back to the goods', async () => {
    shown.acts.openDevices()
    shown.acts.scanTaken(await taken())
    expect(shown.store.getState().work.kind).toBe('sell')
    expect((await shown.requestOf('scan')).input).toEqual({ barcode })
  })

  test('[SCN-9] is asked for again while it is so, and given back afterwards; another page’s are not this one’s', async () => {
    shown.acts.openPriceCheck()
    const mine = await taken()
    shown.pass()
    expect(asks()).toEqual([true, true])
    shown.acts.scanTaken({ ...mine, page: 'another-page' })
    expect(shown.asked.map(({ name }) => name)).not.toContain('check-price')
    shown.acts.leaveWork()
    expect(asks()).toEqual([true, true, false])
    shown.pass()
    expect(asks()).toHaveLength(3)
  })

  test('[SCN-9] a till without one is asked nothing', () => {
    shown.store.setState({ devices: [] })
    shown.acts.openPriceCheck()
    expect(asks()).toEqual([])
  })

  test('[WEDGE-20] where a gun is set up is shown, and rung up nowhere', async () => {
    shown.acts.openGun()
    shown.acts.scanTaken({ ...(await taken()), aim: ']E0', source: 'serial' })
    expect(shown.store.getState().work).toMatchObject({ kind: 'gun', told: [{ barcode, aim: ']E0' }] })
    expect(shown.asked.map(({ name }) => name)).not.toContain('scan')
  })
})
