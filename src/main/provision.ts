import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { type z } from 'zod'
import { deviceSlots, tillFile, type Provision, type TillFile } from '../contracts/ipc/index.ts'
import { wrongAnswers } from './commands/index.ts'
import { exampleStores } from './demo/demo-store.ts'
import { duplicateFields } from './duplicate-fields.ts'
import { proxyOf } from './replicator/index.ts'
import { wrongDevices } from './setup-desk.ts'
import { type ProvisionWrong, type StartWords } from './words/index.ts'

/** More than any answer needs; a disk image given by mistake is not read whole. */
const mostBytes = 65_536

interface Places {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The folder of the installed program. Absent: it runs from its sources, and what lies beside Node is nobody's. */
  readonly beside?: string
}

/** Where a provisioning file is looked for, in this order, when none is named: beside the program, then in the machine's own folder. */
export function provisionPlaces({ platform, environment, beside }: Places): readonly string[] {
  const join = platform === 'win32' ? path.win32.join : path.posix.join
  const machine = platform === 'win32' ? join(environment['PROGRAMDATA'] ?? 'C:\\ProgramData', 'Tillwright') : platform === 'darwin' ? '/Library/Application Support/Tillwright' : '/etc/tillwright'
  return [...(beside === undefined ? [] : [join(beside, 'till.json')]), join(machine, 'till.json')]
}

/** Why a file of answers is not taken. Its message is for whoever wrote the file, and says which of its words are wrong. */
export class ProvisionFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ProvisionFault'
  }
}

/**
 * The answers of the named file, or of the first one that lies where they are looked for; none is no answers. All of a file
 * is taken or nothing: half of one would make a store that nobody described. Throws `ProvisionFault`, with every word that is wrong.
 */
export function readProvision(named: string | undefined, places: readonly string[], words: StartWords): TillFile {
  const file = named ?? places.find((place) => existsSync(place))
  if (file === undefined) return {}
  const { raw, twice } = parse(file, words)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new ProvisionFault(words.provisionUnreadable(file))
  const given = Object.entries<unknown>({ ...raw })
  const parsed = given.map(([field, value]) => [field, tillFile.safeParse({ [field]: value })] as const)
  // What fits by itself is looked at also where something beside it does not: whoever mends the file mends it once.
  const fitting = tillFile.parse(Object.fromEntries(given.filter((_, index) => parsed[index]?.[1].success === true)))
  const wrong = [
    ...twice.map((field): ProvisionWrong => ({ field, why: 'twice' })),
    ...parsed.flatMap(([field, one]) => (one.success ? [] : one.error.issues.flatMap((issue) => faultsOf(issue, Object.fromEntries(given)[field])))),
    ...wrongAnswers(fitting, exampleStores).map((field): ProvisionWrong => ({ field, why: 'value', ...(besides(field, fitting) && { besides: true }) })),
    ...wrongDevices(addressesIn(Object.fromEntries(given)['devices'])).map(({ slot, part }): ProvisionWrong => ({ field: `devices.${slot}`, why: 'value', part })),
    ...(fitting.headOfficeProxy === undefined || fitting.headOfficeProxy === 'none' || proxyOf(fitting.headOfficeProxy) !== undefined ? [] : [{ field: 'headOfficeProxy', why: 'value' } as const]),
  ]
  if (wrong.length > 0) throw new ProvisionFault(words.provisionWrong(file, wrong))
  const { headOfficeCa } = fitting
  return { ...fitting, ...(headOfficeCa !== undefined && { headOfficeCa: path.resolve(path.dirname(file), headOfficeCa) }) }
}

/** Whether it is one of the values that are good elsewhere: only what is written beside it makes it wrong, and that has to be said. */
function besides(field: keyof TillFile, fitting: TillFile): boolean {
  return wrongAnswers({ [field]: fitting[field] }, exampleStores).length === 0
}

/** Every address that is written, also beside a device that nobody knows. */
function addressesIn(devices: unknown): Provision['devices'] {
  if (typeof devices !== 'object' || devices === null) return undefined
  const written: Readonly<Record<string, unknown>> = { ...devices }
  return Object.fromEntries(deviceSlots.flatMap((slot) => (typeof written[slot] === 'string' && written[slot] !== '' ? [[slot, written[slot]]] : [])))
}

/** A rule of several alternatives says only that none fits; of an object that was written, its own parts are what is wrong. */
function faultsOf(issue: z.core.$ZodIssue, value: unknown, above: readonly PropertyKey[] = []): ProvisionWrong[] {
  const at = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: [...at, key].join('.'), why: 'unknown' }))
  if (issue.code === 'invalid_union' && typeof value === 'object') {
    const inside = (issue.errors.at(-1) ?? []).flatMap((one) => faultsOf(one, undefined, at))
    if (inside.length > 0) return inside
  }
  return [{ field: at.join('.'), why: 'value' }]
}

function parse(file: string, words: StartWords): { readonly raw: unknown; readonly twice: readonly string[] } {
  try {
    if (statSync(file).size > mostBytes) throw new Error('too large')
    // Notepad writes a mark in front that JSON does not know.
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    const raw: unknown = JSON.parse(text)
    return { raw, twice: duplicateFields(text) }
  } catch {
    throw new ProvisionFault(words.provisionUnreadable(file))
  }
}
