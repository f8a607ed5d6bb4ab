// Keeps the PostgreSQL servers of one test run: started when a test asks, stopped and their folders removed when the run
// ends, however it ends. A process of its own, because a run that is killed can clean up nothing: this one notices that
// its standard input has closed.
//
// GET /shared -> {url} or {why}. POST /own -> {id, url} a server that may be maltreated; POST /own/<id>/stop, /start.
// POST /durable -> {url} a server as a head office has one: what it commits is on the disk. For what is measured.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensurePostgres } from './postgres.mjs'

// postgres refuses root. 65534 is nobody everywhere, and needs no line in /etc/passwd.
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
const given = process.env.TILLWRIGHT_TEST_DATABASE_URL ?? ''
const servers = []
let shared

async function freePort() {
  const server = createTcpServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Nobody may not be allowed into the folder this checkout lies in (/root): then the binaries come along. */
function reachable(native, folder) {
  if (account.uid === undefined || spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], account).status === 0) return native
  const copy = path.join(folder, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

async function newServer(settings = ['fsync=off', 'shared_buffers=64MB']) {
  const found = ensurePostgres()
  if (found.why !== undefined) return found
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-postgres-'))
  const server = { id: servers.length, folder, child: undefined }
  servers.push(server)
  chmodSync(folder, 0o700)
  const native = reachable(found.native, folder)
  const password = randomBytes(12).toString('hex')
  writeFileSync(path.join(folder, 'password'), password, { mode: 0o600 })
  if (account.uid !== undefined) for (const file of [folder, path.join(folder, 'password')]) chownSync(file, account.uid, account.gid)
  // fsync is off: these tests kill servers and connections, not the machine's power, and most of them commit all day long.
  const made = spawnSync(
    path.join(native, 'bin', 'initdb'),
    ['-D', path.join(folder, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', path.join(folder, 'password'), '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...account, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed with ${made.status}\n${made.stderr}`)
  const port = await freePort()
  server.url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
  server.port = port
  server.start = async () => {
    const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings]
    server.child = spawn(path.join(native, 'bin', 'postgres'), ['-D', path.join(folder, 'data'), '-p', String(port), ...all.flatMap((setting) => ['-c', setting])], { ...account, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    server.exited = new Promise((resolve) => server.child.once('exit', resolve))
    await new Promise((resolve, reject) => {
      server.child.stderr.on('data', (part) => {
        said = (said + part).slice(-4_000)
        if (said.includes('ready to accept connections')) resolve()
      })
      void server.exited.then(() => reject(new Error(`postgres ended before it was ready\n${said}`)))
    })
    await reached(port)
  }
  // SIGQUIT, as a machine that goes down: no connection is told goodbye.
  server.stop = async (signal = 'SIGQUIT') => {
    server.child?.kill(signal)
    await server.exited
  }
  await server.start()
  return server
}

function reached(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
  })
}

async function answer(method, url) {
  if (url === '/shared') {
    if (given !== '') return { url: given }
    shared ??= newServer()
    const { url: address, why } = await shared
    return why === undefined ? { url: address } : { why }
  }
  if (method === 'POST' && (url === '/own' || url === '/durable')) {
    const { id, url: address, why } = await (url === '/own' ? newServer() : newServer(['fsync=on', 'shared_buffers=512MB', 'max_wal_size=4GB']))
    return why === undefined ? { id, url: address } : { why }
  }
  const [, id, verb] = /^\/own\/(\d+)\/(stop|start)$/.exec(url) ?? []
  const server = servers[Number(id)]
  if (method !== 'POST' || server === undefined) return { why: `nothing at ${url}` }
  await server[verb]()
  return { url: server.url }
}

const door = createServer((request, response) => {
  answer(request.method, request.url).then(
    (said) => response.end(JSON.stringify(said)),
    (error) => response.writeHead(500).end(JSON.stringify({ why: error.message })),
  )
})
door.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${door.address().port}\n`))

async function end() {
  for (const server of servers) {
    await server.stop?.('SIGQUIT')
    rmSync(server.folder, { recursive: true, force: true })
  }
  process.exit(0)
}
process.stdin.resume()
process.stdin.on('end', () => void end())
// A run that is interrupted in a terminal: everyone gets the signal, and the one who cleans up must not die of it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
