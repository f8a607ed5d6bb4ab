import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect } from 'vitest'

/** One life of a program beside this file: killed without a word so long after it said that it was ready. What it was answered until then. */
export async function oneLife(program: string, file: string, afterMs: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, program), file], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [said, error] = ['', '']
  child.stdout.on('data', (bytes: Buffer) => {
    const wasReady = said.includes('ready')
    said += bytes.toString()
    if (!wasReady && said.includes('ready')) setTimeout(() => child.kill('SIGKILL'), afterMs)
  })
  child.stderr.on('data', (bytes: Buffer) => (error += bytes.toString()))
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
  expect([signal, error.replaceAll(/.*ExperimentalWarning.*\n.*\n?/g, '')]).toEqual(['SIGKILL', ''])
  return said.split('\n').slice(0, -1)
}
