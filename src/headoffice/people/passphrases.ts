import { hash, verify } from '@node-rs/argon2'
import { longestPassphrase, shortestPassphrase } from '../../contracts/replication/index.ts'
import { nameKey } from './names.ts'

// RFC 9106's second choice, in one lane: nobody signs on all day long here, so a fifth of a second is what it may cost.
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
/** Who asks while so many wait is told to come back: each takes 64 MiB for its moment, one after another. */
const longestLine = 16

export interface PassphraseDesk {
  /** An argon2id PHC string. */
  hash(passphrase: string): Promise<string>
  /** Of nobody it costs the same: the time tells no one which names there are. */
  verify(kept: string | undefined, passphrase: string): Promise<boolean>
  busy(): boolean
}

export function passphraseDesk(): PassphraseDesk {
  // Of what nobody can type: a passphrase has at least twelve signs.
  let standIn: Promise<string> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  function queued<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    waiting += 1
    const answer = last.then(work).finally(() => (waiting -= 1))
    // The line goes on after a broken hash; the one who asked still hears of it.
    last = answer.catch(() => undefined)
    return answer
  }
  return {
    hash: (passphrase) => queued(() => hash(normal(passphrase), cost)),
    verify: (kept, passphrase) =>
      queued(async () => {
        const against = kept ?? (await (standIn ??= hash('nobody', cost)))
        return (await verify(against, normal(passphrase))) && kept !== undefined
      }),
    busy: () => waiting >= longestLine,
  }
}

/** One way to write each sign, whatever keyboard it came from. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC')
}

const words = [
  'correcthorsebatterystaple', 'administrator', 'passphrase', 'password', 'passwort', 'passw0rd', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertz', 'qwerty', 'azerty', '1q2w3e4r', 'letmein', 'trustno1', 'iloveyou',
  'welcome', 'changeme', 'tillwright', 'headoffice', 'football', 'baseball', 'sunshine', 'princess', 'superman', 'starwars', 'whatever', 'manager', 'cashier', 'default', 'dragon', 'monkey', 'master', 'shadow', 'secret',
  'summer', 'winter', 'spring', 'autumn', 'hello', 'login', 'admin', 'owner', 'store', 'money', 'woaini', 'mima', 'test', 'user', 'pass', 'shop', 'till', 'abc', '密码', '口令', '总部', '收银',
]
const rows = ['01234567890', '09876543210', 'abcdefghijklmnopqrstuvwxyz', 'zyxwvutsrqponmlkjihgfedcba', 'qwertyuiop', 'poiuytrewq', 'asdfghjkl', 'lkjhgfdsa', 'zxcvbnm', 'mnbvcxz']
const lookalikes: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

/**
 * Why this can be nobody's passphrase. Hopeless is what is left of almost nothing once words everybody tries, runs of keys, years and
 * the names of person and shop are taken out: a dozen signs that take a guesser a minute.
 */
export function passphraseFault(passphrase: string, names: readonly string[]): 'passphrase-short' | 'passphrase-hopeless' | undefined {
  const typed = normal(passphrase)
  const signs = Array.from(typed)
  if (signs.length < shortestPassphrase || signs.length > longestPassphrase) return 'passphrase-short'
  if (new Set(signs).size < 5 || isRepeated(signs)) return 'passphrase-hopeless'
  const lower = typed.toLowerCase()
  // 0 is an o inside a word, and a number behind it.
  const alike = Array.from(lower.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')).map((sign) => lookalikes[sign] ?? sign).join('')
  const taken = [...names.flatMap((name) => [bare(name), ...nameKey(name).split(/[^\p{L}\p{N}]+/u)]).filter((name) => Array.from(name).length >= 3), ...words].toSorted((one, other) => other.length - one.length)
  return [bare(lower), bare(alike)].some((text) => Array.from(without(text, taken)).length < 5) ? 'passphrase-hopeless' : undefined
}

function bare(text: string): string {
  return nameKey(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** The same few signs over and over. */
function isRepeated(signs: readonly string[]): boolean {
  return [1, 2, 3, 4, 5, 6].some((period) => signs.every((sign, at) => sign === signs[at % period]))
}

function without(text: string, taken: readonly string[]): string {
  let left = text
  for (const word of taken) left = left.replaceAll(word, '')
  left = left.replaceAll(/(?:19|20)\d\d/gu, '')
  return withoutRuns(left)
}

/** Runs of four and more along the alphabet, the digits or a row of keys, and of one sign. */
function withoutRuns(text: string): string {
  let left = ''
  let at = 0
  while (at < text.length) {
    const end = runEnd(text, at)
    if (end - at >= 4) at = end
    else {
      left += text.charAt(at)
      at += 1
    }
  }
  return left
}

function runEnd(text: string, from: number): number {
  let end = from + 1
  const along = (length: number): boolean => {
    const part = text.slice(from, from + length)
    return part.length === length && (rows.some((row) => row.includes(part)) || part === part.charAt(0).repeat(length))
  }
  while (along(end - from + 1)) end += 1
  return end
}
