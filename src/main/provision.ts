import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { provisionFile, type Provision } from '../contracts/ipc/index.ts'
import { wrongAnswer } from './commands/index.ts'
import { type StartWords } from './words/index.ts'

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

/** Why a file of answers is not taken. Its message is for whoever wrote the file, and says which of its words is wrong. */
export class ProvisionFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ProvisionFault'
  }
}

/**
 * The answers of the named file, or of the first one that lies where they are looked for; none is no answers. All of a file
 * is taken or nothing: half of one would make a store that nobody described. Throws `ProvisionFault`.
 */
export function readProvision(named: string | undefined, places: readonly string[], words: StartWords): Provision {
  const file = named ?? places.find((place) => existsSync(place))
  if (file === undefined) return {}
  const parsed = provisionFile.safeParse(parse(file, words))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const at = issue?.path.join('.') ?? ''
    if (issue?.code === 'unrecognized_keys') throw new ProvisionFault(words.provisionUnknown(file, [...issue.path, issue.keys[0] ?? ''].join('.')))
    throw new ProvisionFault(at === '' ? words.provisionUnreadable(file) : words.provisionWrong(file, at))
  }
  const wrong = wrongAnswer(parsed.data)
  if (wrong !== undefined) throw new ProvisionFault(words.provisionWrong(file, wrong))
  return parsed.data
}

function parse(file: string, words: StartWords): unknown {
  try {
    if (statSync(file).size > mostBytes) throw new Error('too large')
    // Notepad writes a mark in front that JSON does not know.
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw new ProvisionFault(words.provisionUnreadable(file))
  }
}
