import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/**
 * Once per test run: the keeper of PostgreSQL servers, which starts none before a test asks. The workers find it by the
 * environment they inherit.
 */
export async function setup(): Promise<() => Promise<void>> {
  const keeper = spawn(process.execPath, [path.join(import.meta.dirname, '..', 'scripts', 'lib', 'postgres-keeper.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [address] = (await once(keeper.stdout, 'data')) as [Buffer]
  process.env['TILLWRIGHT_TEST_POSTGRES_KEEPER'] = address.toString('utf8').trim()
  return async () => {
    const exited = once(keeper, 'exit')
    keeper.stdin.end()
    await exited
  }
}
