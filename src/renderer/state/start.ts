import { perform } from './actions.ts'
import { createActs, type Acts } from './acts.ts'
import { type Api } from './api.ts'
import { tellingCalls } from './calls-under-way.ts'
import { followCatalogue } from './follow-catalogue.ts'
import { followFeeds } from './follow-feeds.ts'
import { followRights } from './follow-rights.ts'
import { lastDone } from './basket-rows.ts'
import { paceOf } from './gun-acts.ts'
import { keepTapsFromArming, listenForKeys } from './key-listener.ts'
import { nearestLanguage, rememberedLanguage } from './preferences.ts'
import { type ScreenStore } from './screen-state.ts'
import { wantsFloat } from './shift-state.ts'
import { createStay } from './stay.ts'
import { askTiles, followHands, showTiles } from './tile-pages.ts'
import { followTouch } from './touch-keyboard.ts'
import { type Sounds } from './sounds.ts'
import { createTypeAhead } from './type-ahead.ts'
import { typingNow } from './typing-now.ts'
import { listenForWedge } from './wedge-listener.ts'

/** Asks for everything the screen shows; after a lost line the broadcasts in between were missed. */
async function load(api: Api, store: ScreenStore, acts: Acts): Promise<void> {
  const [register, tiles, departments, tares, status, training, counter] = await Promise.all([api.call('register', {}), askTiles(api, store), api.call('departments', {}), api.call('tares', {}), api.call('status', {}), api.call('training', {}), api.call('counter', {})])
  if (!register.ok && register.refusal.code === 'setup.needed') {
    const setup = await api.call('setup', {})
    if (setup.ok) acts.beginSetup(setup.value)
    return
  }
  // It was set up from another page meanwhile.
  if (store.getState().setup !== undefined) store.setState({ setup: undefined })
  if (register.ok) store.setState({ job: undefined, register: register.value, ...(rememberedLanguage() === undefined ? { language: nearestLanguage(register.value.language) } : {}) })
  if (tiles !== undefined) showTiles(store, tiles)
  if (departments.ok) store.setState({ departments: departments.value.departments })
  if (tares.ok) store.setState({ tares: tares.value.tares })
  if (status.ok) {
    acts.receiveDevices(status.value.devices.devices)
    store.setState({ replication: status.value.replication, health: status.value.health })
  }
  if (training.ok) store.setState({ training: training.value })
  if (counter.ok) acts.receive(counter.value)
  if (counter.ok && counter.value.basket?.payments !== undefined) acts.askProgress()
}

/** Joins the api, the state and the page's keyboard. */
export function startScreen(page: Window, bare: Api, store: ScreenStore, sounds: Sounds): Acts {
  const root = page.document.getElementById('root')
  const api = tellingCalls(bare, ({ calls, lists }) => {
    // No style asks for it, or each scan would style the page anew.
    root?.setAttribute('data-calls', String(calls))
    const listing = lists > 0
    if (store.getState().listing !== listing) store.setState({ listing })
  })
  const acts = createActs(api, store, sounds, (milliseconds, then) => page.setTimeout(then, milliseconds))
  api.on('counter', acts.receive)
  api.on('devices', ({ devices }) => acts.receiveDevices(devices))
  api.on('replication', (replication) => store.setState({ replication }))
  api.on('health', (health) => store.setState({ health }))
  api.on('weight', acts.showWeight)
  api.on('jobs', acts.showJob)
  api.on('device-log', acts.deviceLogChanged)
  api.on('payment', acts.showProgress)
  api.on('payer-code', ({ code }) => acts.scan(code))
  api.on('scan-refused', acts.scanRefused)
  api.on('scan-taken', acts.scanTaken)
  // Another register is behind the screen from now on: nothing of the one before may stand on it.
  api.on('training', (training) => {
    const { training: before } = store.getState()
    store.setState({ training })
    if ((before?.on ?? false) === training.on) return
    store.setState({ counter: undefined, trainingNext: false, notice: undefined })
    void load(api, store, acts).then(() => {
      if (store.getState().training?.on === true) acts.openTraining()
    })
  })
  store.subscribe(acts.followScans)
  followRights(api, store)
  followCatalogue(api, store)
  followFeeds(api, store)
  followHands(store)
  // How the shift stands, for whoever is signed on. While nobody counted the float, each sale may have been the one after which nobody can.
  store.subscribe((state, before) => {
    const id = state.counter?.operator?.id
    const came = id !== undefined && id !== before.counter?.operator?.id
    if (came || (wantsFloat(state.shift) && lastDone(state.counter)?.id !== lastDone(before.counter)?.id)) acts.loadShift()
  })
  // It is somebody's now: everything the screen shows is there to be asked for.
  store.subscribe((state, before) => {
    if (before.setup !== undefined && state.setup === undefined) void load(api, store, acts)
  })
  api.watch((connection) => {
    store.setState({ connection })
    if (connection === 'open') void load(api, store, acts)
  })
  listenForWedge(page, {
    typing: () => typingNow(store.getState()),
    entry: () => store.getState().entry,
    restore: (entry) => store.setState({ entry }),
    scanned: acts.scan,
    pace: () => paceOf(store.getState()),
    measured: acts.measureKey,
  })
  // After the wedge, which has to see every key first.
  const focusField = () => page.document.querySelector<HTMLInputElement>('[data-scan-field], [data-entry-field]')?.focus()
  const ahead = createTypeAhead(store, { perform: (act) => perform(act, { acts, store, focusField }), soon: (then) => page.setTimeout(then, 0), now: () => page.performance.now() })
  listenForKeys(page, store, { act: ahead.press, typed: (text) => { ahead.drop(); acts.type(text) } })
  page.addEventListener('pointerdown', ahead.drop, { capture: true, passive: true })
  keepTapsFromArming(page)
  followTouch(page, store)
  const stay = createStay(() => void api.call('stay', {}), () => store.getState().counter?.operator !== undefined, () => page.performance.now())
  for (const sign of ['pointerdown', 'keydown', 'wheel'] as const) page.addEventListener(sign, stay, { capture: true, passive: true })
  return acts
}
