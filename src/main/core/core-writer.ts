/** Entry point of the writer's worker thread. */
import { parentPort } from 'node:worker_threads'
import { workerSidePort } from './ports.ts'
import { hostWriter } from './writer.ts'

if (parentPort === null) throw new Error('the writer runs in a worker thread')
hostWriter(workerSidePort(parentPort))
