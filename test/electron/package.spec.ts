import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { asRoot, chromiumSwitches, fromRunner, root } from '../e2e/electron-till.ts'
import { goods, lines, outcomes, scan, signOn } from '../e2e/fixture.ts'
import { helperOf, onPageOf, spawnTill, type SpawnedTill } from './spawned-till.ts'

// The package people install, made here and started as somebody who is not root, with Chromium's own sandbox.
const NOBODY = 65_534
let folder = ''
const packed = (...parts: string[]): string => path.join(folder, 'packages', 'linux-unpacked', ...parts)

test.skip(process.platform !== 'linux', 'only the Linux package has been made so far')

test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-package-'))
  chmodSync(folder, 0o755)
  const made = spawnSync(process.execPath, [path.join(root, 'scripts', 'package.mjs'), '--dir', `--config.directories.output=${path.join(folder, 'packages')}`], { cwd: root, encoding: 'utf8' })
  expect(made.status, made.stdout + made.stderr).toBe(0)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('[PKG-1] what is packed is the till, and nothing that is not', () => {
  const listed = spawnSync(process.execPath, [path.join(root, 'node_modules', '@electron', 'asar', 'bin', 'asar.js'), 'list', packed('resources', 'app.asar')], { encoding: 'utf8' })
  expect(listed.status, listed.stderr).toBe(0)
  const files = listed.stdout.trim().split('\n')
  for (const needed of ['/package.json', '/out/main/index.cjs', '/out/main/preload.cjs', '/out/main/core-writer.cjs', '/out/renderer/index.html', '/resources/demo/catalogue.json', `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`]) expect(files).toContain(needed)
  // The package "debug" calls what it ships its source. The till’s own line to head office is no part of head office.
  expect(files.filter((file) => /headoffice|head-office(?!-line\.cjs)|\.map$|\.ts$|node-linux|node-addon-api|\.test\.|(?<!\/debug)\/src\//.test(file))).toEqual([])
  const natives = files.filter((file) => file.endsWith('.node'))
  expect(natives.filter((file) => !file.includes(`linux-${process.arch}`)), 'no other platform’s').toEqual([])
  for (const part of ['better-sqlite3', '@node-rs', '@serialport', '@node-usb', '@napi-rs', 'node-hid']) expect(natives.some((file) => file.startsWith(`/node_modules/${part}/`)), part).toBe(true)
  // A package of the natives' sources and every platform's prebuilds would be thirty times that.
  expect(statSync(packed('resources', 'app.asar')).size).toBeLessThan(4_000_000)
  // The core is run by another thread, or another Node: it and what it needs lie there as files.
  for (const file of ['out/main/core-child.cjs', 'out/main/core-writer.cjs', 'out/main/core-reader.cjs', 'out/main/drivers-child.cjs', 'out/main/fonts/@fontsource/unifont/LICENSE', 'node_modules/node-hid/nodehid.js', 'node_modules/better-sqlite3/lib/index.js', 'node_modules/@node-rs/argon2/index.js', 'node_modules/serialport/dist/index.js', 'node_modules/usb/dist/index.js']) {
    expect(existsSync(packed('resources', 'app.asar.unpacked', file)), file).toBe(true)
  }
})

test('[PKG-2] its fuses are blown: no Node in disguise, no debugger, no app from elsewhere', () => {
  const read = spawnSync(process.execPath, [path.join(root, 'node_modules', '@electron', 'fuses', 'dist', 'bin.js'), 'read', '--app', packed('tillwright')], { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } })
  expect(read.status, read.stderr).toBe(0)
  const fuses = Object.fromEntries([...read.stdout.matchAll(/^\s*(\w+) is (\w+)/gm)].map(([, name = '', state = '']): [string, string] => [name, state]))
  expect(fuses).toMatchObject({
    RunAsNode: 'Disabled',
    EnableNodeOptionsEnvironmentVariable: 'Disabled',
    EnableNodeCliInspectArguments: 'Disabled',
    EnableCookieEncryption: 'Enabled',
    OnlyLoadAppFromAsar: 'Enabled',
    EnableEmbeddedAsarIntegrityValidation: 'Enabled',
  })
})

test('[PKG-3] it starts and sells, in the sandbox, whatever its environment tells Electron to be', async () => {
  const data = path.join(folder, 'data')
  const marker = path.join(data, 'marker')
  const intruder = path.join(folder, 'intruder.cjs')
  writeFileSync(intruder, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'was here')`)
  const till = await startAsSomebody(data, { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${intruder}` })
  const { child, said } = till
  const gone = once(child, 'exit')
  try {
    await onPageOf(till, async (page) => {
      await signOn(page, 'Mei Lin')
      await scan(page, goods.milk.gtin)
      await expect(lines(page)).toHaveCount(1)
      await page.keyboard.press('F10')
      await expect(outcomes(page)).toContainText('Drawer opened')
      await expect(outcomes(page)).toContainText('Receipt printed')
      expect(page.url()).toBe('app://till/')
    })
    expect(readFileSync(path.join(data, 'register', 'papers', 'latest.txt'), 'utf8')).toMatch(/DEMO - NOT A RECEIPT[\s\S]*Pure milk[\s\S]*£1\.45/)
    // The kernel filters what the page's process may ask for, it can gain no right, and it sees no process but its own.
    const { status } = helperOf(till, '--type=renderer')
    expect(status).toMatch(/^Seccomp:\t2$/m)
    expect(status).toMatch(/^NoNewPrivs:\t1$/m)
    expect(status).toMatch(/^NSpid:\t\d+\t\d+/m)
    if (asRoot) expect(status).toMatch(new RegExp(`^Uid:\\t${NOBODY}\\t`, 'm'))
  } catch (error) {
    throw new Error(said(), { cause: error })
  } finally {
    child.kill('SIGTERM')
    await gone
  }
  expect(await gone, said()).toEqual([0, null])
  expect(existsSync(marker), 'NODE_OPTIONS was heeded').toBe(false)
  expect(said()).not.toContain('Debugger listening')
})

test('[PKG-4] the process of its devices finds the compiled parts that cables need', async () => {
  for (const [printer, sentence] of [['serial:/dev/tillwright-nowhere', 'not reachable'], ['usb:dead:beef', 'not reachable']] as const) {
    const till = await startAsSomebody(path.join(folder, printer.slice(0, 3)), {}, ['--printer', printer])
    const gone = once(till.child, 'exit')
    try {
      await onPageOf(till, async (page) => {
        await signOn(page, 'Mei Lin')
        await scan(page, goods.milk.gtin)
        await expect(lines(page)).toHaveCount(1)
        await page.keyboard.press('F10')
        // Not "a program is missing": it was loaded, and there is no such cable.
        await expect(outcomes(page)).toContainText(sentence)
      })
    } catch (error) {
      throw new Error(till.said(), { cause: error })
    } finally {
      till.child.kill('SIGTERM')
      await gone
    }
  }
})

/** Starts the packed till with a debugging port for its page; as root, as the user nobody. */
function startAsSomebody(data: string, hostile: NodeJS.ProcessEnv, words: readonly string[] = []): Promise<SpawnedTill> {
  mkdirSync(data)
  // Somebody else can read neither this user's Node nor the key to its display.
  const node = path.join(folder, 'node')
  if (!existsSync(node)) copyFileSync(fromRunner('TILLWRIGHT_NODE'), node)
  const environment: NodeJS.ProcessEnv = { ...process.env, ...hostile, HOME: data, XDG_CONFIG_HOME: data, TMPDIR: data, TILLWRIGHT_NODE: node }
  const authority = process.env['XAUTHORITY']
  if (authority !== undefined && existsSync(authority)) {
    environment['XAUTHORITY'] = path.join(folder, 'xauthority')
    copyFileSync(authority, environment['XAUTHORITY'])
  }
  for (const file of readdirSync(folder).filter((name) => name !== 'packages')) if (asRoot) chownSync(path.join(folder, file), NOBODY, NOBODY)
  const becoming = asRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : []
  return spawnTill((port) => [...becoming, packed('tillwright'), `--remote-debugging-port=${port}`, '--inspect=0', ...chromiumSwitches, '--', '--data', path.join(data, 'register'), '--store', 'gb', ...words], environment, data)
}
