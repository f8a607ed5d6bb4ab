/**
 * Why a mail did not go: the server is not there or ended the talk (`unreachable`), it is not who it says (`certificate`), it offers no
 * closed line (`noTls`), does not take the user and password (`auth`), says not now (`later`) or says never (`refused`). `restored`: it waited in
 * a backup that was put in place, and may have gone since; somebody has to decide.
 */
export const mailFaults = ['unreachable', 'certificate', 'noTls', 'auth', 'later', 'refused', 'restored'] as const
export type MailFault = (typeof mailFaults)[number]

/** `server`: no other mail would fare better now. `mail`: this one alone. */
export type MailOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later'; readonly scope: 'server' | 'mail'; readonly fault: MailFault; readonly answer?: number }
  | { readonly kind: 'refused'; readonly fault: MailFault; readonly answer?: number }
  /** Asking again would only lock the account: until somebody changed the settings or says so. */
  | { readonly kind: 'stopped'; readonly fault: MailFault; readonly answer?: number }

const firstMs = 5_000
const capMs = 900_000

/** How long after the nth attempt in a row (from 1) that came to nothing: from half to all of 5 s doubled each time, at most a quarter of an hour. `random` in [0, 1). */
export function mailBackOffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(capMs, firstMs * 2 ** Math.min(Math.max(attempt - 1, 0), 30))
  return Math.floor(ceiling / 2 + (random() * ceiling) / 2)
}

/** What the server's number says: below 400 and none at all say nothing. */
export function outcomeOfAnswer(answer: number): MailOutcome | undefined {
  // The service is closing down (421): whoever is next would hear the same.
  if (answer === 421) return { kind: 'later', scope: 'server', fault: 'later', answer }
  if (answer >= 400 && answer < 500) return { kind: 'later', scope: 'mail', fault: 'later', answer }
  return answer >= 500 && answer < 600 ? { kind: 'refused', fault: 'refused', answer } : undefined
}
