import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const rules = path.join(root, 'resources', 'udev', '60-tillwright.rules')
const hasDpkg = process.platform === 'linux' && spawnSync('dpkg-deb', ['--version']).status === 0

/**
 * electron-builder's own way to a .deb, from our own configuration, around a folder that stands for the packed till (what is
 * in that folder is test/electron/package.spec.ts's matter). In fpm's place stands dpkg-deb, told what fpm is told.
 */
test.runIf(hasDpkg)('[PKG-5] the .deb brings the rules by which the till may use its devices, and asks for the libraries that node-hid is linked with', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deb-'))
  try {
    const packed = path.join(folder, 'linux-unpacked')
    mkdirSync(path.join(packed, 'resources'), { recursive: true })
    for (const name of ['tillwright', 'chrome-sandbox']) writeFileSync(path.join(packed, name), '#!/bin/sh\n', { mode: 0o755 })
    const fpm = path.join(import.meta.dirname, 'fpm-as-dpkg.fixture.ts')
    chmodSync(fpm, 0o755)
    const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js')
    const made = spawnSync(process.execPath, [builder, 'build', '--linux', 'deb', '--prepackaged', packed, '--publish', 'never', '--config', path.join(root, 'electron-builder.yml'), `--config.directories.output=${path.join(folder, 'out')}`, '--config.electronVersion=45.4.1'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CUSTOM_FPM_PATH: fpm, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}` },
    })
    expect(made.status, made.stdout + made.stderr).toBe(0)
    const deb = path.join(folder, 'out', readdirSync(path.join(folder, 'out')).find((file) => file.endsWith('.deb')) ?? '')
    const depends = spawnSync('dpkg-deb', ['--field', deb, 'Depends'], { encoding: 'utf8' }).stdout.trim().split(', ')
    for (const library of ['libusb-1.0-0', 'libudev1', 'libgtk-3-0', 'libnss3']) expect(depends).toContain(library)
    const unpacked = path.join(folder, 'unpacked')
    expect(spawnSync('dpkg-deb', ['--extract', deb, unpacked]).status).toBe(0)
    expect(readFileSync(path.join(unpacked, 'lib', 'udev', 'rules.d', '60-tillwright.rules'), 'utf8')).toBe(readFileSync(rules, 'utf8'))
    expect(readdirSync(path.join(unpacked, 'opt', 'Tillwright'))).toContain('tillwright')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('[PKG-5] every rule is one that udev reads: matches and settings, none of them open to everybody', () => {
  const lines = readFileSync(rules, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  expect(lines.length).toBeGreaterThan(5)
  for (const line of lines) {
    for (const part of line.split(', ')) expect(part).toMatch(/^(?:SUBSYSTEMS?|KERNEL|ATTRS\{idVendor\}|ENV\{ID_USB_INTERFACES\})=="[^"]+"$|^(?:MODE|GROUP)="[^"]+"$|^TAG\+="uaccess"$/)
    expect(line).toContain('MODE="0660"')
  }
})
