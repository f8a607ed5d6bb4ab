import { readFileSync } from 'node:fs'
import path from 'node:path'
import { logoFrom } from '../../drivers/printer/index.ts'
import { type DemoCatalogue } from './demo-store.ts'

/** The demo store's goods and its logo, from the resources beside the built parts. Our own files, checked by tests, not somebody's input. */
export function readCatalogue(directory: string): DemoCatalogue {
  const resources = path.join(directory, '..', '..', 'resources', 'demo')
  const catalogue = JSON.parse(readFileSync(path.join(resources, 'catalogue.json'), 'utf8')) as DemoCatalogue
  const logo = logoFrom(readFileSync(path.join(resources, 'logo.pbm')))
  if (!logo.ok) throw new Error(`the demo store's logo cannot be read: ${JSON.stringify(logo.refusal.params)}`)
  return { ...catalogue, logo: logo.value }
}
