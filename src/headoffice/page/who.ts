import type { WhoIsThere } from '../../contracts/replication/index.ts'

let there: WhoIsThere | undefined

/** Who sits at this page, as head office said last. One page, one person: every part of it may ask. */
export function whoIsThere(): WhoIsThere | undefined {
  return there
}

export function hearWho(heard: WhoIsThere | undefined): void {
  there = heard
}

/** Whose name stands with what is done here; undefined while nobody has an account, and a name has to be typed. */
export function signedOnName(): string | undefined {
  return there?.you?.kind === 'person' ? there.you.name : undefined
}

/** False: they may look, and head office would refuse the rest. */
export function mayAct(): boolean {
  return there?.you?.kind !== 'person' || there.you.role !== 'viewer'
}

/** What head office answered a person who does something about accounts. `slug`: a problem of head office's, or `unreachable`. */
export type Reply<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly slug: string; readonly waitSeconds?: number }

/** What is refused because of who sits there, and not because of what they asked. */
const aboutWhom: readonly string[] = ['session-missing', 'passphrase-due', 'role-missing']
let refused: (slug: string) => void = () => undefined

/** Whoever shows who sits there hears of a refusal that says otherwise. */
export function onRefused(hear: (slug: string) => void): void {
  refused = hear
}

export async function ask<Value = undefined>(address: string, body?: object): Promise<Reply<Value>> {
  const answer = await fetch(address, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => undefined)
  if (answer === undefined) return { ok: false, slug: 'unreachable' }
  const said: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined)
  if (answer.ok) return { ok: true, value: said as Value }
  const type = typeof said === 'object' && said !== null && 'type' in said ? String(said.type) : ''
  const slug = type.replace('/problems/', '')
  if (aboutWhom.includes(slug)) refused(slug)
  const wait = Number(answer.headers.get('retry-after') ?? '')
  return { ok: false, slug, ...(wait > 0 && { waitSeconds: wait }) }
}
