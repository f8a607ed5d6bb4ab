import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { asRoot, chromiumSwitches, fromRunner, root, windowEnvironment } from '../e2e/electron-till.ts'
import { basket, expect, goods, lines, outcomes, scan, signOn, test } from '../e2e/fixture.ts'
import { helperOf, onPageOf, spawnTill, tillsOn, type SpawnedTill } from './spawned-till.ts'

test('[WIN-1] started a second time on the same register, the till that is open stays the only one', async ({ window: { app, page, words } }) => {
  await expect(page.getByRole('button', { name: 'Mei Lin' })).toBeVisible()
  const told = app.evaluate(({ app: own }) => new Promise<string>((resolve) => own.once('second-instance', () => resolve('told'))))
  const second = spawn(fromRunner('TILLWRIGHT_ELECTRON'), [...words], { stdio: 'ignore', env: windowEnvironment() })
  expect(await once(second, 'exit')).toEqual([0, null])
  expect(await told).toBe('told')
  expect(app.windows()).toHaveLength(1)
  await signOn(page, 'Mei Lin')
  await expect(basket(page)).toContainText('Mei Lin')
})

test.describe('what dies comes back by itself, with every line', () => {
  test.skip(process.platform !== 'linux', 'finds its processes in /proc')

  /** A till with one line in its basket. */
  async function withOneLine(register: string): Promise<SpawnedTill> {
    const till = await spawnTill(
      (port) => [fromRunner('TILLWRIGHT_ELECTRON'), root, `--remote-debugging-port=${port}`, ...chromiumSwitches, ...(asRoot ? ['--no-sandbox'] : []), '--', '--data', register, '--store', 'gb'],
      windowEnvironment(),
      root,
    )
    try {
      await onPageOf(till, async (page) => {
        await signOn(page, 'Mei Lin')
        await scan(page, goods.milk.gtin)
        await expect(lines(page)).toHaveCount(1)
      })
      return till
    } catch (error) {
      await end(till)
      throw new Error(till.said(), { cause: error })
    }
  }

  test('[WIN-2] the page', async ({ data }) => {
    const register = path.join(data, 'register')
    const till = await withOneLine(register)
    try {
      const { id } = helperOf(till, '--type=renderer')
      process.kill(id, 'SIGKILL')
      await onPageOf(till, async (page) => {
        await expect(lines(page)).toContainText([goods.milk.en])
        await page.keyboard.press('F10')
        await expect(outcomes(page)).toContainText('Paid · Cash')
      })
      expect(helperOf(till, '--type=renderer').id, 'drawn by another process').not.toBe(id)
    } finally {
      await end(till)
    }
  })

  test('[WIN-4] the process of the devices, while the till goes on selling', async ({ data }) => {
    const register = path.join(data, 'register')
    const till = await withOneLine(register)
    try {
      const { id } = helperOf(till, 'node.mojom.NodeService')
      process.kill(id, 'SIGKILL')
      await onPageOf(till, async (page) => {
        await expect(lines(page)).toContainText([goods.milk.en])
        await page.keyboard.press('F10')
        await expect(outcomes(page)).toContainText('Paid · Cash')
        await expect(outcomes(page)).toContainText('Receipt printed')
      })
      expect(helperOf(till, 'node.mojom.NodeService').id, 'driven by another process').not.toBe(id)
      expect(tillsOn(register)).toHaveLength(1)
    } finally {
      await end(till)
    }
  })

  // In an Electron that is new enough the core is a thread, and nothing that can die alone.
  if (process.env['TILLWRIGHT_CORE'] === 'process') test('[WIN-3] the core, and the window with it', async ({ data }) => {
    const register = path.join(data, 'register')
    const till = await withOneLine(register)
    const gone = once(till.child, 'exit')
    try {
      process.kill(helperOf(till, 'core-child.cjs').id, 'SIGKILL')
      expect(await gone).toEqual([1, null])
      await onPageOf(till, async (page) => {
        // The whole program started again, and whoever starts it signs on.
        await signOn(page, 'Mei Lin')
        await expect(lines(page)).toContainText([goods.milk.en])
        await page.keyboard.press('F10')
        await expect(outcomes(page)).toContainText('Paid · Cash')
      })
      expect(tillsOn(register)).toHaveLength(1)
    } finally {
      for (const { id } of tillsOn(register)) process.kill(id, 'SIGTERM')
      await expect.poll(() => tillsOn(register).length, { timeout: 15_000 }).toBe(0)
    }
  })
})

async function end({ child }: SpawnedTill): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
