import { type OneTimePassphrase } from '../../contracts/replication/index.ts'
import { type Clock, type Log } from '../log.ts'
import { isStoreThere, openStore, type StoreLocation } from '../store/open-store.ts'
import { officeKey } from './office-key.ts'
import { type Answer, peopleDesk } from './people-desk.ts'

/** `no-head-office`: there are no books at that place, and none were made. */
export type LetIn = Answer<OneTimePassphrase> | { readonly ok: false; readonly slug: 'no-head-office' }

/** The way in that is left when nobody can sign on: a command for whoever may run one on this machine and read its books. Head office may be running. */
export async function letIn({ clock, log, ...location }: StoreLocation & { readonly clock: Clock; readonly log: Log }, name: string): Promise<LetIn> {
  if (!(await isStoreThere(location, log))) return { ok: false, slug: 'no-head-office' }
  const store = await openStore(location, clock(), log)
  try {
    return await peopleDesk({ people: store.people, key: officeKey(location.dataDirectory), chainPepper: store.chainPepper, issuer: '', clock, log }).letIn(name)
  } finally {
    await store.close()
  }
}
