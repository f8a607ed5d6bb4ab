import { parentPort, workerData } from 'node:worker_threads'
import { type MakeBackup, makeBackup } from './make-backup.ts'

// A thread of its own: looking through a year of a chain takes seconds, in which every register would wait for its answer.
void makeBackup(workerData as MakeBackup).then((made) => parentPort?.postMessage(made))
