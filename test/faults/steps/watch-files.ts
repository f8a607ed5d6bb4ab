import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import { step } from './step.ts'

/** A file's name without the moment in it, which is another in each life. */
const named = (file: fs.PathOrFileDescriptor): string => path.basename(String(file)).replaceAll(/\d{8}T\d{6}Z/g, 'TIME')

/** Before and after each thing done to a file by its name, and each fsync the program asks for itself. */
export function watchFiles(during: () => string): void {
  const { fsyncSync, renameSync, rmSync, openSync, writeFileSync, copyFileSync } = fs
  function around<T>(name: string, act: () => T): T {
    step(`${during()}: ${name}`)
    const result = act()
    step(`${during()}: after ${name}`)
    return result
  }
  fs.fsyncSync = (handle) => around(`fsync of a ${fs.fstatSync(handle).isDirectory() ? 'folder' : 'file'}`, () => fsyncSync(handle))
  fs.renameSync = (from, to) => around(`rename to ${named(String(to))}`, () => renameSync(from, to))
  fs.rmSync = (file, options) => around(`remove ${named(String(file))}`, () => rmSync(file, options))
  fs.copyFileSync = (from, to, mode) => around(`copy to ${named(String(to))}`, () => copyFileSync(from, to, mode))
  fs.openSync = (file, flags, mode) => (String(flags).includes('x') ? around(`make ${named(String(file))}`, () => openSync(file, flags, mode)) : openSync(file, flags, mode))
  fs.writeFileSync = (file, data, options) => (typeof file === 'number' ? writeFileSync(file, data, options) : around(`write ${named(String(file))}`, () => writeFileSync(file, data, options)))
  // What was imported by name is these from here on, too.
  syncBuiltinESMExports()
}
