/** Entry point of the reader's worker thread, and of the keeper's. */
import { parentPort, workerData } from 'node:worker_threads'
import { hostKeeper } from './keeper.ts'
import { workerSidePort } from './ports.ts'
import { hostReader } from './reader.ts'

if (parentPort === null) throw new Error('the reader runs in a worker thread')
const host = (workerData as { readonly side?: string } | null)?.side === 'keeper' ? hostKeeper : hostReader
host(workerSidePort(parentPort))
