// Writes docs/reference/hardware.md from the drivers' own table; a test holds the two together.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { hardwarePage } from '../src/drivers/evidence/index.ts'
import { root } from './lib/toolchain.mjs'

writeFileSync(path.join(root, 'docs', 'reference', 'hardware.md'), hardwarePage())
