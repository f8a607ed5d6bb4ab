import { type DetailedPeerCertificate, type PeerCertificate } from 'node:tls'
import { type LineFaultView } from '../../contracts/ipc/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'

/** What is wrong on the way to head office, where that is known, as the screen and a refusal say it. */
export type LineFault = LineFaultView

/** Not one request got through, and why: somebody can mend it, which waiting for the line does not. */
export class LineFailed extends Error {
  readonly fault: LineFault
  constructor(fault: LineFault) {
    super(`line ${fault.kind}`)
    this.name = 'LineFailed'
    this.fault = fault
  }
}

/** Node hands OpenSSL's verdicts on as codes. Whatever says neither a date nor a name is about trust: revoked, cut, of nobody known. */
const untrusted = /^(UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)|SELF_SIGNED|DEPTH_ZERO|CERT_(UNTRUSTED|REJECTED|REVOKED|CHAIN|SIGNATURE)|INVALID_(CA|PURPOSE)|PATH_LENGTH|CRL_)/
const overCode = 'CERT_HAS_EXPIRED'
const earlyCode = 'CERT_NOT_YET_VALID'

/** What an error of a request to `host` comes to, with the certificate that was shown; undefined: the line is down, as lines are. */
export function faultOf(cause: unknown, { host, shown, now }: { readonly host: string; readonly shown: DetailedPeerCertificate | undefined; readonly now: number }): LineFault | undefined {
  if (cause instanceof LineFailed) return cause.fault
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const today = clockText(now)
  if (code === overCode) return { kind: 'expired', on: dayOf(chainOf(shown).find(({ valid_to: to }) => Date.parse(to) < now)?.valid_to), today }
  if (code === earlyCode) return { kind: 'notYetValid', on: dayOf(chainOf(shown).find(({ valid_from: from }) => Date.parse(from) > now)?.valid_from), today }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { kind: 'wrongName', name: host, names: namesOf(shown ?? {}) }
  return untrusted.test(code) ? { kind: 'untrusted', by: authorityOf(shown) } : undefined
}

/** As a refusal, with what its sentence names. */
export function refuseLine(cause: unknown): Result<never> {
  if (!(cause instanceof LineFailed)) return refuse('headOffice.unreachable')
  const { kind, ...params } = cause.fault
  return refuse(`headOffice.${kind}`, params)
}

function chainOf(leaf: DetailedPeerCertificate | undefined): readonly DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = []
  // The last one, where it is there, is its own issuer.
  for (let next = leaf; isShown(next) && !chain.includes(next); next = next.issuerCertificate) chain.push(next)
  return chain
}

/** With nothing shown it is an object without anything in it. */
function isShown(certificate: DetailedPeerCertificate | undefined): certificate is DetailedPeerCertificate {
  return certificate?.issuer !== undefined
}

/** Who is above the last that was shown: the one that somebody would have to trust. */
function authorityOf(shown: DetailedPeerCertificate | undefined): string {
  const { CN, O } = chainOf(shown).at(-1)?.issuer ?? {}
  return short(CN ?? O)
}

function namesOf({ subject, subjectaltname }: { readonly subject?: PeerCertificate['subject']; readonly subjectaltname?: string | undefined }): string {
  const names = (subjectaltname ?? '').split(', ').flatMap((name) => (/^(DNS|IP Address):/.test(name) ? [name.replace(/^[^:]*:/, '')] : []))
  return short(names.length > 0 ? names.slice(0, 4).join(', ') : subject?.CN)
}

/** It is somebody else's text: on one line, and not without end. A field that OpenSSL found twice is an array. */
function short(name: string | readonly string[] | undefined): string {
  const [text = ''] = typeof name === 'string' ? [name] : (name ?? [])
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120) || '?'
}

function dayOf(date: string | undefined): string {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? '?' : new Date(at).toISOString().slice(0, 10)
}

/** As this machine's own clock shows it, beside which somebody holds their watch. */
function clockText(now: number): string {
  const at = new Date(now)
  return new Date(now - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}
