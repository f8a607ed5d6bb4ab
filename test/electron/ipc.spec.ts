import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../e2e/electron-till.ts'
import { basket, expect, goods, lines, outcomes, scan, signOn, test } from '../e2e/fixture.ts'
import { names, topicNames } from '../../src/contracts/ipc/names.ts'

test('[SEC-6] the preload lets through the contract’s names and topics, and no other', async ({ window: { page } }) => {
  const tries = await page.evaluate(async () => {
    const call = (name: unknown): Promise<string> =>
      Promise.resolve()
        .then(() => window.tillwright.call(name, {}, crypto.randomUUID()))
        .then((answer) => `answered ${JSON.stringify(answer)}`, (error: unknown) => (error instanceof Error ? error.message : 'thrown'))
    const listen = (topic: unknown): string => {
      try {
        window.tillwright.on(topic, () => undefined)
        return 'listening'
      } catch (error) {
        return error instanceof Error ? error.message : 'thrown'
      }
    }
    const strange: unknown[] = ['', 'scan ', 'SCAN', '__proto__', 'constructor', 'tillwright:call', 'ELECTRON_BROWSER_REQUIRE', 'x'.repeat(1e6), 7, null, ['scan'], { toString: () => 'scan' }]
    return { calls: await Promise.all(strange.map(call)), topics: strange.map(listen), known: [await call('counter'), listen('counter')] }
  })
  for (const refused of [...tries.calls, ...tries.topics]) expect(refused.slice(0, 60)).toMatch(/^not in the contract|could not be cloned|Error processing argument/)
  expect(tries.known).toEqual([expect.stringContaining('"ok":true'), 'listening'])

  // What is not in it cannot be turned against it: once the whole contract, zod and all, was, by one import too many.
  const preload = readFileSync(path.join(root, 'out', 'main', 'preload.cjs'), 'utf8')
  expect([...preload.matchAll(/require\((.*?)\)/g)].map(([, what]) => what)).toEqual(['"electron"'])
  const allowed = [...names, ...topicNames].join('').length
  expect(preload.length - allowed, 'beside the names it lets through').toBeLessThan(3_000)
})

test('[SEC-7] another window with the same preload, and a frame that is not the main one, are refused', async ({ window: { app, page } }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  const answer = await app.evaluate(async ({ app: own, BrowserWindow }) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: `${own.getAppPath()}/out/main/preload.cjs`, contextIsolation: true, sandbox: true } })
    await stranger.loadURL('app://till/')
    const tried: unknown = await stranger.webContents.executeJavaScript(`window.tillwright.call('counter', {}, crypto.randomUUID()).then(() => 'answered', (error) => error.message)`)
    const opened: unknown = await stranger.webContents.executeJavaScript(`window.open('app://till/') === null`)
    stranger.destroy()
    return { tried, opened }
  })
  expect(answer).toEqual({ tried: expect.stringContaining('not this till’s page'), opened: true })

  // A frame inside the page gets no bridge of its own at all.
  const inside = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return frame.contentWindow === null ? 'no frame' : typeof frame.contentWindow.tillwright
  })
  expect(inside).toBe('undefined')
  expect(await page.evaluate(async () => JSON.stringify(await window.tillwright.call('counter', {}, crypto.randomUUID())))).toContain('"ok":true')
})

test('[SEC-8] a thousand malformed requests are a thousand refusals, and the till sells on', async ({ window: { page } }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  const tally = await page.evaluate(async (known) => {
    let state = 20261121
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const cyclic: Record<string, unknown> = {}
    cyclic['self'] = cyclic
    let deep: unknown = 'bottom'
    for (let depth = 0; depth < 500; depth += 1) deep = [deep]
    const nasty: (() => unknown)[] = [
      () => undefined, () => null, () => random(1e9), () => Number.NaN, () => -0.5, () => true, () => 'x'.repeat(random(100_000)), () => 10n ** 30n, () => [], () => [{}], () => deep, () => cyclic,
      () => ({ [`key${random(99)}`]: random(9) }), () => ({ barcode: random(9) }), () => ({ barcode: '' }), () => ({ barcode: 'x'.repeat(500) }), () => ({ barcode: '1', quantity: -random(9) - 1 }),
      () => ({ operatorId: 'x', pin: "' OR 1=1 --" }), () => ({ tenders: [{ kind: 'cash', minor: 0.5 }] }), () => ({ lineId: null, quantity: 1e300 }), () => () => 'called', () => Symbol.iterator,
      () => JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as unknown, () => new Uint8Array(random(5_000) + 1), () => document.body,
    ]
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
    const tally: Record<string, number> = {}
    for (let batch = 0; batch < 10; batch += 1) {
      const outcomes = Array.from({ length: 100 }, async () => {
        const broken = random(4) === 0
        const name = pick(known)
        try {
          const answer = await window.tillwright.call(name, broken ? {} : pick(nasty)(), broken ? pick(nasty)() : crypto.randomUUID())
          const { ok, refusal } = answer as { ok: boolean; refusal?: { code: string } }
          return ok ? `accepted by ${name}` : (refusal?.code ?? 'no code')
        } catch {
          return 'not sent'
        }
      })
      for (const outcome of await Promise.all(outcomes)) tally[outcome] = (tally[outcome] ?? 0) + 1
    }
    return tally
  }, [...names])
  expect(Object.keys(tally).sort()).toEqual(['not sent', 'request.malformed'])
  expect(Object.values(tally).reduce((sum, count) => sum + count, 0)).toBe(1_000)
  // Most reached main: a bridge that sent nothing would have proved nothing.
  expect(tally['request.malformed']).toBeGreaterThan(600)

  await expect(lines(page), 'nothing was rung up').toHaveCount(1)
  await expect(basket(page).getByRole('status')).toContainText('£1.45')
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Receipt printed')
})
