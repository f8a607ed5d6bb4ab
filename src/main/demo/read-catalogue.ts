import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type DemoCatalogue } from './demo-store.ts'

/** The demo store's goods, from the resources beside the built parts. Our own file, checked by a test, not somebody's input. */
export function readCatalogue(directory: string): DemoCatalogue {
  return JSON.parse(readFileSync(path.join(directory, '..', '..', 'resources', 'demo', 'catalogue.json'), 'utf8')) as DemoCatalogue
}
