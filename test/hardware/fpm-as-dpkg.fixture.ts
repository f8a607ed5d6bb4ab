#!/usr/bin/env node
// What electron-builder asks fpm to do, done with Debian's own dpkg-deb: fpm is a Ruby program that is fetched from GitHub.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const options = new Map<string, readonly string[]>()
const mappings: string[] = []
const words = process.argv.slice(2)
const alone = new Set(['--force', '--debug'])
for (let at = 0; at < words.length; at += 1) {
  const [word = '', value = ''] = words.slice(at, at + 2)
  if (alone.has(word)) continue
  if (!word.startsWith('-')) mappings.push(word)
  else {
    options.set(word, [...(options.get(word) ?? []), value])
    at += 1
  }
}
const one = (name: string): string => options.get(name)?.[0] ?? ''
const folder = mkdtempSync(path.join(tmpdir(), 'fpm-'))
try {
  for (const mapping of mappings) {
    const at = mapping.lastIndexOf('=')
    const [from, to] = [mapping.slice(0, at), path.join(folder, mapping.slice(at + 1))]
    mkdirSync(path.dirname(to), { recursive: true })
    cpSync(from, to, { recursive: true })
  }
  mkdirSync(path.join(folder, 'DEBIAN'))
  const control = [`Package: ${one('--name')}`, `Version: ${one('--version')}`, `Architecture: ${one('--architecture')}`, `Maintainer: ${one('--maintainer')}`, `Depends: ${(options.get('-d') ?? []).join(', ')}`, `Homepage: ${one('--url')}`, `Description: ${one('--description').trim().split('\n')[0]}`]
  writeFileSync(path.join(folder, 'DEBIAN', 'control'), `${control.join('\n')}\n`)
  writeFileSync(path.join(folder, 'DEBIAN', 'postinst'), readFileSync(one('--after-install')), { mode: 0o755 })
  const made = spawnSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', folder, one('--package')], { stdio: 'inherit' })
  process.exitCode = made.status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
