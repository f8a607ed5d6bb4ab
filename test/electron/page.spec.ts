import { test as base, expect } from '../e2e/fixture.ts'
import { openTrap, type Trap } from './trap.ts'

// What the till's page cannot do, tried by a page that tries. The trap shows that it would have worked.
const test = base.extend<{ readonly trap: Trap }>({
  // oxlint-disable-next-line no-empty-pattern -- 2026-11-21: Playwright reads what a fixture needs from this pattern, and this one needs nothing
  trap: async ({}, use) => {
    const trap = await openTrap()
    await fetch(`${trap.url}/control`)
    expect(trap.hits, 'the trap is open').toEqual(['/control'])
    await use(trap)
    await trap.close()
  },
})

test('[SEC-1] the page is sandboxed and isolated, and has nothing of Node', async ({ window: { app, page } }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  const reach = await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in globalThis))
  expect(reach).toEqual([])
  expect(await page.evaluate(() => Object.keys(window.tillwright))).toEqual(['call', 'on'])
  // What the page does to its own objects does not reach the preload's.
  await page.evaluate(() => {
    Set.prototype.has = () => true
  })
  await expect(page.evaluate(() => window.tillwright.call('secrets', {}, crypto.randomUUID()))).rejects.toThrow(/not in the contract/)
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents): unknown => {
      const ask: unknown = Reflect.get(contents, 'getLastWebPreferences')
      return typeof ask === 'function' ? Reflect.apply(ask, contents, []) : undefined
    }),
  )
  expect(preferences).toEqual([expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, nodeIntegrationInSubFrames: false })])
})

test('[SEC-2] what is not in the bundle does not run, and nothing is sent anywhere', async ({ window: { page }, trap }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  // In a task of the page's own: what a debugger evaluates is let off the content policy.
  expect(await page.evaluate(`new Promise((done) => setTimeout(() => { try { done(eval('6 * 7')) } catch (error) { done(error.name) } }))`)).toBe('EvalError')
  expect(await page.evaluate(`new Promise((done) => setTimeout(() => { try { done(new Function('return 42')()) } catch (error) { done(error.name) } }))`)).toBe('EvalError')

  const refused = await page.evaluate(async (elsewhere) => {
    const directives = new Set<string>()
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => directives.add(effectiveDirective))
    const add = (tag: string, attributes: Record<string, string>, text = ''): HTMLElement => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      element.textContent = text
      document.body.append(element)
      return element
    }
    add('script', {}, 'document.title = "inline"')
    add('img', { src: `${elsewhere}/image`, onerror: 'document.title = "handler"' })
    add('script', { src: `${elsewhere}/script` })
    add('link', { rel: 'stylesheet', href: `${elsewhere}/style` })
    add('iframe', { src: `${elsewhere}/frame` })
    add('iframe', { src: 'app://till/' })
    add('object', { data: `${elsewhere}/object` })
    add('audio', { src: `${elsewhere}/audio` })
    const form = add('form', { action: `${elsewhere}/form`, method: 'post' })
    if (form instanceof HTMLFormElement) form.submit()
    const outcomes = await Promise.allSettled([
      fetch(`${elsewhere}/fetch`, { mode: 'no-cors' }),
      new Promise((resolve, reject) => {
        const socket = new WebSocket(elsewhere.replace('http', 'ws'))
        socket.onopen = resolve
        socket.onerror = () => reject(new Error('refused'))
      }),
      new Promise((resolve, reject) => {
        const source = new EventSource(`${elsewhere}/events`)
        source.onopen = resolve
        source.onerror = () => reject(new Error('refused'))
      }),
    ])
    navigator.sendBeacon(`${elsewhere}/beacon`, 'secret')
    try {
      void new Worker(URL.createObjectURL(new Blob(['fetch(0)'])))
    } catch {
      directives.add('worker-src')
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { title: document.title, sent: outcomes.filter(({ status }) => status === 'fulfilled').length, directives: [...directives].sort() }
  }, trap.url)
  expect(refused.title).toBe('Tillwright')
  expect(refused.sent).toBe(0)
  expect(refused.directives).toEqual(['connect-src', 'form-action', 'frame-src', 'img-src', 'media-src', 'object-src', 'script-src-attr', 'script-src-elem', 'style-src-elem', 'worker-src'])
  expect(trap.hits).toEqual(['/control'])
})

test('[SEC-3] there is no other window, no other address and no file to be had', async ({ window: { app, page }, trap }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  // Listening after ours: what is seen here is what ours left of it.
  await app.evaluate(({ webContents, session }) => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    for (const contents of webContents.getAllWebContents()) contents.on('will-frame-navigate', (event) => seen.push(`${event.defaultPrevented ? 'refused' : 'went to'} ${event.url}`))
    session.defaultSession.on('will-download', (event, item) => seen.push(`${event.defaultPrevented ? 'refused' : 'kept'} ${item.getFilename()}`))
  })
  const seen = (): Promise<unknown> => app.evaluate(() => Reflect.get(globalThis, 'seen') as unknown)

  expect(await page.evaluate((address) => window.open(address), trap.url), 'window.open').toBeNull()
  const script = await page.evaluate(() => document.querySelector('script')?.src ?? '')
  for (const address of [`${trap.url}/away`, script]) {
    await page.evaluate((to) => void (location.href = to), address)
    await expect.poll(seen).toContain(`refused ${address}`)
  }
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'data:application/octet-stream,virus'
    link.download = 'virus.exe'
    link.click()
  })
  await expect.poll(seen).toContain('refused virus.exe')
  // A blob of the page's own is no better, whatever it is called: but for the table of the journal, for which the person is asked.
  await page.evaluate(() => {
    for (const [name, address] of [['virus.exe.csv', URL.createObjectURL(new Blob(['x']))], ['journal-2026-11-22.csv', 'data:text/csv,x']] as const) Object.assign(document.createElement('a'), { href: address, download: name }).click()
  })
  await expect.poll(seen).toEqual(expect.arrayContaining(['refused virus.exe.csv', 'refused journal-2026-11-22.csv']))
  expect(page.url()).toBe('app://till/')

  await page.evaluate((address) => {
    const view = document.createElement('webview')
    view.setAttribute('src', address)
    document.body.append(view)
  }, trap.url)
  // The tag is off; the second fence is asked as Electron would.
  const attached = await app.evaluate(({ webContents }) => {
    let refused = false
    webContents.getAllWebContents()[0]?.emit('will-attach-webview', { preventDefault: () => (refused = true) }, {}, {})
    return { refused, contents: webContents.getAllWebContents().length }
  })
  expect(attached).toEqual({ refused: true, contents: 1 })
  expect(app.windows()).toHaveLength(1)
  expect(trap.hits).toEqual(['/control'])
  // Playwright waits for the navigations that were refused, so the page is asked itself.
  expect(await page.evaluate(() => document.body.innerText)).toContain('Mei Lin')
})

test('[SEC-4] no permission is granted, asked for or not', async ({ window: { app, page } }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  await app.evaluate(({ session }) => {
    const choosers: string[] = []
    Object.assign(globalThis, { choosers })
    session.defaultSession.on('select-serial-port', () => choosers.push('serial'))
    session.defaultSession.on('select-hid-device', () => choosers.push('hid'))
    session.defaultSession.on('select-usb-device', () => choosers.push('usb'))
  })
  const answers = await page.evaluate(async () => {
    const named = async (ask: () => Promise<unknown>): Promise<string> => ask().then(() => 'granted', (error: unknown) => (error instanceof Error ? error.name : 'refused'))
    const device = (name: string, ask: string, input: unknown): Promise<string> =>
      named(async () => {
        const found: unknown = Reflect.get(navigator, name)
        if (typeof found !== 'object' || found === null) throw new Error('not there')
        const method: unknown = Reflect.get(found, ask)
        if (typeof method === 'function') await Reflect.apply(method, found, [input])
      })
    const queries = await Promise.all(['geolocation', 'notifications', 'midi', 'camera', 'microphone', 'clipboard-read', 'persistent-storage'].map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => `${name} ${state}`)))
    return {
      queries: queries.filter((line) => !line.endsWith(' denied')),
      geolocation: await new Promise<number>((resolve) => navigator.geolocation.getCurrentPosition(() => resolve(0), ({ code }) => resolve(code))),
      notification: await Notification.requestPermission(),
      midi: await named(() => navigator.requestMIDIAccess({ sysex: true })),
      clipboard: await named(() => navigator.clipboard.readText()),
      camera: await named(() => navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
      screen: await named(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      serial: await device('serial', 'requestPort', {}),
      hid: await device('hid', 'requestDevice', { filters: [] }),
      usb: await device('usb', 'requestDevice', { filters: [] }),
    }
  })
  expect(answers).toEqual({
    queries: [], geolocation: 1, notification: 'denied', midi: expect.stringMatching(/Security|NotAllowed/), clipboard: 'NotAllowedError', camera: expect.stringMatching(/Not(Allowed|Found)Error/),
    screen: expect.stringMatching(/Not(Allowed|Supported|Found)Error|AbortError/), serial: expect.stringMatching(/Error$/), hid: expect.any(String), usb: expect.stringMatching(/Error$/),
  })
  expect(await app.evaluate(() => Reflect.get(globalThis, 'choosers') as unknown), 'nobody is asked to choose a device').toEqual([])
})

test('[SEC-5] the page’s scheme serves the page’s folder, and nothing of the disk', async ({ window: { app, page } }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  const paths = ['../main/preload.cjs', '..%2fmain%2fpreload.cjs', '%2e%2e%2fmain%2fpreload.cjs', '..%5cmain%5cpreload.cjs', 'assets/..%2f..%2fmain%2findex.cjs', '%2fetc%2fpasswd', '..%2f..%2fpackage.json', 'assets', '%', '%zz']
  const status = await page.evaluate((all) => Promise.all(all.map(async (one) => `${one} ${(await fetch(`/${one}`)).status}`)), paths)
  expect(status).toEqual(paths.map((one) => `${one} 404`))
  expect(await page.evaluate(async () => (await fetch('/index.html')).status), 'the page itself').toBe(200)
  // Of another host of the scheme nothing is ours; main is asked, for the page may not even ask.
  const others = await app.evaluate(({ net }) => Promise.all(['app://other/', 'app://till.example/', 'app://till/'].map(async (address) => (await net.fetch(address)).status)))
  expect(others).toEqual([404, 404, 200])
  const headers = await page.evaluate(async () => Object.fromEntries((await fetch('/index.html')).headers))
  expect(headers).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'none'"), 'x-content-type-options': 'nosniff' })
})
