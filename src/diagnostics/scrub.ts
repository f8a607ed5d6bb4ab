/**
 * Takes out of a text what no log may hold: PINs, card numbers, keys, codes, addresses of people, and the names it is told.
 * Deny by default: a run of four digits is a PIN until somebody shows that it is not, and what stands in quotes is what
 * somebody typed, since error messages like to quote their input.
 */
export type Scrubber = (text: string) => string

/** Ids of ours are 36 characters and say nothing of anybody: without them no line of a log could be tied to another. */
const uuid = String.raw`(?<uuid>(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-]))`
/** What `spaced` takes for one number, however it is grouped. */
const between = String.raw`[ .\-–—/]`
/**
 * A day of these decades, with or without its time: without its year a line of the log says nothing of when. Never with another digit in reach on either side, or a number that is
 * grouped like a date would pass in part; and no earlier day, which may be somebody's birthday.
 */
const date = String.raw`(?<date>(?<![\w+/=@-]|\d${between}{1,3})20[2-9]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{3})?)?Z?)?(?![\w+/=@-]|:\d|${between}{1,3}\d))`
const quoted = String.raw`(?<quoted>"[^"\n]*"|'[^'\n]*'|${'`'}[^${'`'}\n]*${'`'}|“[^”\n]*”|「[^」\n]*」)`
const email = String.raw`(?<email>[^\s<>()@,;:‹›]+@[^\s<>()@,;]+)`
const url = String.raw`(?<url>[a-z][a-z0-9+.-]*:\/\/[^\s"'|)]+)`
const named = String.raw`(?<named>\b(?:pin|passphrase|password|passwd|pass|token|secret|key|code|badge|otp|authorization|bearer)s?\b\s*(?:is\s+|[:=]\s*|\s+)[^\s,;|]+)`
/** Where in the program: the file's own name, its line and column. What lies above it names somebody's home folder. */
const place = String.raw`(?<place>(?<![\w+=-])(?:[A-Za-z]:)?(?:(?:file:\/\/)?(?:[\\/][^\s:()|\\/]+)*[\\/]|(?=[A-Za-z]))(?<file>[\w.-]+\.[cm]?[jt]sx?(?::\d{1,6}){1,2}))`
const path = String.raw`(?<path>(?<![\w+=‹›-])(?:~|[A-Za-z]:)?(?:[\\/][^\s:()|\\/"']+)+[\\/]?)`
/** Codes a person types are groups of letters and digits: of enrolment, of recovery. */
const grouped = String.raw`(?<grouped>(?<![\w-])[0-9A-Za-z]{4,6}(?:[-–—][0-9A-Za-z]{4,6}){1,4}(?![\w-]))`
/** However a card's number is grouped; three digits at a time would otherwise be four harmless runs. */
const spaced = String.raw`(?<spaced>\d(?:${between}{0,3}\d){11,})`
const word = String.raw`(?<word>[A-Za-z0-9+/_=-]{12,})`
const digits = String.raw`(?<digits>\d{4,})`

const patterns = new RegExp([uuid, email, quoted, place, url, named, path, date, spaced, grouped, word, digits].join('|'), 'giu')

/** A code of an error (SQLITE_CONSTRAINT_TRIGGER, ERR_SOCKET_CLOSED) is words with lines between them: no key looks like that. */
const errorCode = /^(?:[A-Z]+(?:_[A-Z]{2,})+|E[A-Z]{3,14})$/

function looksLikeKey(word: string): boolean {
  if (errorCode.test(word)) return false
  return /\d/.test(word) || /[A-Z]{2}/.test(word) || (word.length >= 32 && !/^[a-z]+(?:-[a-z]+)*$/.test(word))
}

/** Host and port say where a device or head office was looked for; who signed on there, and with what, goes. */
function hostOf(address: string): string {
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@\s]*@)?([\w.-]+(?::\d{1,5})?|\[[0-9a-f:]+\](?::\d{1,5})?)?(?=[/?#]|$)/i.exec(address) ?? []
  return host === '' || looksLikeKey(host.replace(/:\d+$/, '').replaceAll(/[\d.]/g, '')) || /[A-Za-z0-9_-]{20}/.test(host) ? '‹address›' : `${scheme}://${host}`
}

type Groups = Readonly<Record<string, string | undefined>>

function replacement(whole: string, groups: Groups): string {
  if (groups['uuid'] !== undefined || groups['date'] !== undefined) return whole
  if (groups['quoted'] !== undefined) return '‹quoted›'
  if (groups['file'] !== undefined) return groups['file']
  if (groups['url'] !== undefined) return hostOf(whole)
  if (groups['email'] !== undefined) return '‹e-mail›'
  if (groups['named'] !== undefined) return '‹secret›'
  if (groups['path'] !== undefined) return '‹path›'
  if (groups['grouped'] !== undefined) return /\d/.test(whole) || whole === whole.toUpperCase() ? '‹code›' : whole
  if (groups['word'] !== undefined) return looksLikeKey(whole) ? '‹key›' : whole
  return '‹digits›'
}

const once = (text: string): string => text.replaceAll(patterns, (whole: string, ...rest: readonly unknown[]) => replacement(whole, rest.at(-1) as Groups))

/** Until nothing changes any more: where a mark of ours came to stand beside a slash, the two read as a path. Each round leaves less to take. */
export const scrub: Scrubber = (text) => {
  const less = once(text)
  return less === text ? text : scrub(less)
}

/**
 * Also without the names given, whatever their case. A name of one letter would take every such letter out of every line,
 * and is left; one in Chinese has no spaces about it, so its own characters are its bounds.
 */
export function createScrubber(names: readonly string[]): Scrubber {
  const known = [...new Set(names.flatMap((name) => [name.trim(), ...name.split(/[\s,;/]+/u)]))].filter((name) => name.length > 1 && /[\p{L}\p{N}]/u.test(name))
  if (known.length === 0) return scrub
  // The longest first: "Ann" in "Annabel Lee" would leave half of her.
  const alternatives = known.toSorted((a, b) => b.length - a.length).map((name) => (/\p{Script=Han}/u.test(name) ? escaped(name) : String.raw`(?<![\p{L}\p{N}])${escaped(name)}(?![\p{L}\p{N}])`))
  const any = new RegExp(alternatives.join('|'), 'giu')
  return (text) => scrub(text.replaceAll(any, '‹name›'))
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
}
