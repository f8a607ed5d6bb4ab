/** Entry point of the reader's worker thread. */
import { parentPort } from 'node:worker_threads'
import { workerSidePort } from './ports.ts'
import { hostReader } from './reader.ts'

if (parentPort === null) throw new Error('the reader runs in a worker thread')
hostReader(workerSidePort(parentPort))
