import { hash } from 'node:crypto'
import { type Sha256 } from '../domain/journal/index.ts'

/** The register's SHA-256, for the domain that has no crypto of its own. */
export const sha256: Sha256 = (text) => hash('sha256', text, 'hex')
