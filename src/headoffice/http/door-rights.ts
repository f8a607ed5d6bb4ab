import { type OfficeRole } from '../../contracts/replication/index.ts'

/**
 * What a door of the page asks of whoever knocks. `anybody`: it says nothing of the shop. `own`: somebody who signed on, about themselves.
 * `look`, `act`, `people`: what a role has. `first`: whoever holds the printed address, while nobody has an account.
 */
export type Need = 'anybody' | 'own' | 'look' | 'act' | 'people' | 'first'

/** Every door of the page. One that is not here is not opened: head office does not start with it. */
export const doorRights: Readonly<Record<string, Need>> = {
  'GET /*': 'anybody',
  'GET /api/me': 'anybody',
  'POST /api/session': 'anybody',
  'POST /api/sign-on': 'anybody',
  'POST /api/first-owner': 'first',
  'POST /api/sign-off': 'own',
  'POST /api/me/passphrase': 'own',
  'POST /api/me/second-factor': 'own',
  'POST /api/me/second-factor/confirm': 'own',
  'POST /api/me/second-factor/remove': 'own',
  'POST /api/me/recovery-codes': 'own',
  'GET /api/overview': 'look',
  'GET /api/events': 'look',
  'GET /api/stores/:store/items': 'look',
  'GET /api/stores/:store/operators': 'act',
  'GET /api/stores/:store/refunds/:refund': 'look',
  'GET /api/stores/:store/quarantine/:register/:epoch/:seq': 'look',
  'GET /api/stores/:store/settings': 'act',
  'POST /api/stores/:store/settings': 'act',
  'POST /api/stores/:store/settings/:setting/released': 'act',
  'GET /api/stores/:store/layouts': 'act',
  'POST /api/stores/:store/layouts': 'act',
  'POST /api/stores/:store/layouts/order': 'act',
  'POST /api/stores/:store/layouts/:page/removed': 'act',
  'POST /api/stores/:store/items': 'act',
  'POST /api/stores/:store/items/:item/withdrawn': 'act',
  'POST /api/stores/:store/operators': 'act',
  'POST /api/stores/:store/refunds/:refund/put-away': 'act',
  'POST /api/stores/:store/spending/:document/put-away': 'act',
  'POST /api/stores/:store/quarantine/:register/:epoch/:seq/again': 'act',
  'POST /api/stores/:store/quarantine/:register/:epoch/:seq/discard': 'act',
  'POST /api/stores/:store/quarantine/:register/:epoch/:seq/restore': 'act',
  'POST /api/stores/:store/registers/:register/settle-twins': 'act',
  'POST /api/stores/:store/registers/:register/rebuild-code': 'act',
  'POST /api/stores/:store/registers/:register/lock': 'act',
  'POST /api/stores/:store/registers/:register/unlock': 'act',
  'POST /api/stores/:store/registers/:register/retire': 'act',
  'POST /api/stores/:store/registers/:register/take-rest': 'act',
  'POST /api/stores/:store/registers/:register/end-days': 'act',
  'POST /api/backups': 'act',
  'POST /api/enrolment-codes': 'act',
  'GET /api/people': 'people',
  'POST /api/people': 'people',
  'POST /api/people/:person/role': 'people',
  'POST /api/people/:person/state': 'people',
  'POST /api/people/:person/passphrase': 'people',
  'POST /api/people/:person/second-factor/remove': 'people',
}

/** Few and real. What is not named is denied. */
export const roleRights: Readonly<Record<OfficeRole | 'machine', readonly Need[]>> = {
  owner: ['own', 'look', 'act', 'people'],
  manager: ['own', 'look', 'act'],
  viewer: ['own', 'look'],
  machine: ['look', 'act', 'first'],
}

/** What a session may do whose passphrase head office made: choose another, and leave. */
export const dueDoors: readonly string[] = ['POST /api/me/passphrase', 'POST /api/sign-off']
