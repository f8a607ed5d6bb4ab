import { X509Certificate } from 'node:crypto'
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { syncFolder } from '../db/index.ts'
import { type Log } from './log.ts'
import { ProvisionFault } from './provision.ts'
import { type Line, proxyOf } from './replicator/index.ts'
import { type AuthorityWrong, type StartWords } from './words/index.ts'

/** More than any company's list of authorities. */
const mostBytes = 1 << 20
const kept = z.strictObject({ authority: z.exactOptional(z.string()), proxy: z.exactOptional(z.string()), overruled: z.exactOptional(z.strictObject({ given: z.string(), by: z.string() })) })
type Kept = z.infer<typeof kept>
const block = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g

export interface LineGiven {
  /** A file of the company's own authority, PEM or DER; `none`: the one that is kept is forgotten. */
  readonly authority?: string
  /** `http://NAME:PASSWORD@HOST:PORT`; `none` forgets it. */
  readonly proxy?: string
}

interface LinePlace {
  readonly data: string
  readonly now: () => number
  readonly words: StartWords
  readonly log: Log
}

/**
 * The way to head office as this machine was told, now or before: what is given is kept beside the register, so that a stick can be pulled out and a share
 * be away. It is the machine's and not the register's: a register that is moved stands in another network. Throws `ProvisionFault` for a file that is none,
 * unless there is one that holds: a till that sells does not stay shut because the share is away.
 */
export function headOfficeLine(given: LineGiven, { data, now, words, log }: LinePlace): Line {
  const file = fileIn(data)
  const before = keptIn(file, log)
  const authority = authorityOf(given.authority, before, { now, words, log })
  if (given.proxy !== undefined && given.proxy !== 'none' && proxyOf(given.proxy) === undefined) throw new ProvisionFault(words.proxy)
  const text = given.proxy === 'none' ? undefined : (given.proxy ?? before.proxy)
  const after: Kept = { ...(before.overruled !== undefined && { overruled: before.overruled }), ...(authority !== undefined && { authority }), ...(text !== undefined && { proxy: text }) }
  if (JSON.stringify(after) !== JSON.stringify(before)) keep(file, after)
  const proxy = text === undefined ? undefined : proxyOf(text)
  return { ...(authority !== undefined && { authority }), ...(proxy !== undefined && { proxy }) }
}

/** Whether `given` was said before somebody at the counter chose the address that is kept, as programs wrote it down before there was a file of its own (left-addresses.ts). */
export function isOverruled(data: string, { given, by }: { readonly given: string; readonly by: string | undefined }): boolean {
  const { overruled } = keptIn(fileIn(data), () => undefined)
  return overruled !== undefined && overruled.given === given && overruled.by === by
}

function fileIn(data: string): string {
  return path.join(data, 'head-office-line.json')
}

/** A password belongs into no argument: whoever lists this machine's processes reads each of them. */
export const proxyVariable = 'TILLWRIGHT_HEAD_OFFICE_PROXY'


function authorityOf(given: string | undefined, before: Kept, { now, words, log }: Omit<LinePlace, 'data'>): string | undefined {
  if (given === undefined) return before.authority
  if (given === 'none') return undefined
  const read = readAuthority(given, now())
  if (typeof read === 'string') return read
  if (before.authority === undefined) throw new ProvisionFault(words.authority(given, read))
  log({ level: 'error', event: 'headOffice.authorityKept', facts: { reason: read.why } })
  return before.authority
}

/** As PEM, or why nothing of it can be trusted. Of several those that are over are left out: a list has the old one beside the new. */
export function readAuthority(file: string, now: number): string | AuthorityWrong {
  let bytes: Buffer
  try {
    if (statSync(file).size > mostBytes) return { why: 'none' }
    bytes = readFileSync(file)
  } catch (error) {
    return { why: 'unreadable', detail: error instanceof Error && 'code' in error ? String(error.code) : '' }
  }
  const found = certificatesIn(bytes)
  if (found === undefined) return { why: 'broken' }
  if (found.length === 0) return { why: 'none' }
  const authorities = found.filter(isAuthority)
  const [first] = authorities
  if (first === undefined) return { why: 'noAuthority', detail: nameOf(found[0]) }
  const good = authorities.filter(({ validFrom, validTo }) => Date.parse(validFrom) <= now && now <= Date.parse(validTo))
  if (good.length > 0) return good.map(String).join('')
  const isOver = Date.parse(first.validTo) < now
  return { why: isOver ? 'over' : 'early', detail: dayOf(isOver ? first.validTo : first.validFrom) }
}

/** Undefined: what stands there as a certificate is none. */
function certificatesIn(bytes: Buffer): readonly X509Certificate[] | undefined {
  const text = bytes.toString('latin1')
  const blocks = text.match(block) ?? []
  try {
    if (blocks.length > 0) return blocks.map((one) => new X509Certificate(one))
    if (text.includes('-----BEGIN')) return text.includes('CERTIFICATE-----') ? undefined : []
    // What Windows exports unless it is asked otherwise.
    return bytes[0] === 0x30 ? [new X509Certificate(bytes)] : []
  } catch {
    return undefined
  }
}

/** A server's own certificate that somebody else signed proves nothing by itself; one that signed itself is its own authority. */
function isAuthority(certificate: X509Certificate): boolean {
  return certificate.ca || (certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey))
}

function nameOf(certificate: X509Certificate | undefined): string {
  return (certificate?.subject ?? '').replaceAll('\n', ', ').slice(0, 120)
}

function dayOf(date: string): string {
  return new Date(date).toISOString().slice(0, 10)
}

function keptIn(file: string, log: Log): Kept {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    log({ level: 'error', event: 'headOffice.lineUnreadable' })
    return {}
  }
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    // Without it nothing more is trusted than before; the screen says what is not.
    log({ level: 'error', event: 'headOffice.lineUnreadable' })
    return {}
  }
}

function keep(file: string, line: Kept): void {
  const unfinished = `${file}.unfinished`
  writeFileSync(unfinished, JSON.stringify(line), { mode: 0o600, flush: true })
  renameSync(unfinished, file)
  syncFolder(path.dirname(file))
}
