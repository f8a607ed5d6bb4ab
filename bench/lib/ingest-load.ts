import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import path from 'node:path'
import { capabilities } from '../../src/headoffice/ingest/read-body.ts'
import { append, batchOf, enrol, signed, testRegister, type TestRegister } from '../../src/headoffice/register.fixture.ts'
import { type SaleBody } from '../../src/domain/sale/index.ts'
import { signatureHeader } from '../../src/contracts/replication/index.ts'
import { encodeBody } from '../../src/main/replicator/encode-body.ts'
import { sellOne } from './backlog.ts'
import { threadedCounter } from './register.ts'

/** A batch as a register sends it: signed, and packed as a register packs. */
export interface PackedBatch {
  readonly register: TestRegister
  readonly from: number
  readonly to: number
  readonly bytes: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/** What a register writes for sales of five lines, two tenders: of real ones, each of other goods, so that they are packed as real ones are. */
export async function someSales(scratch: string, count: number): Promise<readonly SaleBody[]> {
  const folder = mkdtempSync(path.join(scratch, 'model-'))
  const counter = await threadedCounter(folder)
  for (let sale = 0; sale < count; sale += 1) await sellOne(counter, sale)
  const entries = await counter.core.internal.entriesAfter(1, 0, 4 * count)
  await counter.close()
  rmSync(folder, { recursive: true })
  const found = entries.map(({ text }) => JSON.parse(text) as { readonly type: string; readonly body: SaleBody }).filter(({ type }) => type === 'sale.completed')
  if (found.length !== count) throw new Error(`${count} sales were sold, and ${found.length} are in the journal`)
  return found.map(({ body }) => body)
}

/** Registers with their keys; `more` writes so many sales and hands them out in batches of one size, ready to be sent. */
export interface Fleet {
  readonly registers: readonly TestRegister[]
  /** Per register its batches, in order. */
  more(batches: number, size: number): Promise<readonly (readonly PackedBatch[])[]>
}

export function fleet(count: number, sales: readonly SaleBody[]): Fleet {
  const registers = Array.from({ length: count }, () => testRegister())
  const businessDate = new Date().toISOString().slice(0, 10)
  return {
    registers,
    more: (batches, size) =>
      Promise.all(
        registers.map(async (register) => {
          const packed: PackedBatch[] = []
          for (let batch = 0; batch < batches; batch += 1) {
            const from = register.entries.length + 1
            for (let made = 0; made < size; made += 1) append(register, { businessDate, body: { ...sales[(from + made) % sales.length], saleId: randomUUID(), basketId: randomUUID(), number: `1-${from + made}` } })
            const text = JSON.stringify(batchOf(register, from, from + size - 1))
            const { bytes, encoding } = await encodeBody(text, capabilities)
            packed.push({ register, from, to: from + size - 1, bytes, headers: { [signatureHeader]: signed(register, text), ...(encoding !== undefined && { 'content-encoding': encoding }) } })
          }
          return packed
        }),
      ),
  }
}

export async function enrolAll(registers: readonly TestRegister[], office: { readonly url: string; enrolmentCode(): Promise<string> }): Promise<void> {
  for (const register of registers) {
    const answer = await enrol(office.url, register, await office.enrolmentCode())
    if (!answer.ok) throw new Error(`not enrolled: ${answer.status}`)
  }
}

export interface Line {
  /** Milliseconds until it was answered. Throws on any answer but that all of it is filed. */
  send(batch: PackedBatch): Promise<number>
  close(): void
}

/** What a register's own line is, for all of them: one socket each, kept open. */
export function lineTo(url: string, sockets: number): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  const { hostname, port } = new URL(url)
  return {
    send: ({ register, to, bytes, headers }) =>
      new Promise((resolve, reject) => {
        const began = performance.now()
        const asking = request({ agent, hostname, port, method: 'POST', path: `/v1/registers/${register.id}/batches`, headers: { ...headers, 'content-length': bytes.byteLength } }, (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => {
            const took = performance.now() - began
            const said = Buffer.concat(parts).toString('utf8')
            if (answer.statusCode !== 200 || (JSON.parse(said) as { readonly seq?: number }).seq !== to) reject(new Error(`${answer.statusCode}: ${said.slice(0, 300)}`))
            else resolve(took)
          })
        })
        asking.on('error', reject)
        asking.end(bytes)
      }),
    close: () => agent.destroy(),
  }
}

/** Each register sends its next batch when the one before is answered; all of them at once. Milliseconds of all of it, and of each. */
export async function inParallel(all: readonly (readonly PackedBatch[])[], send: (batch: PackedBatch) => Promise<number>): Promise<{ readonly ms: number; readonly each: readonly number[] }> {
  const each: number[] = []
  const began = performance.now()
  await Promise.all(
    all.map(async (batches) => {
      for (const batch of batches) each.push(await send(batch))
    }),
  )
  return { ms: performance.now() - began, each }
}
