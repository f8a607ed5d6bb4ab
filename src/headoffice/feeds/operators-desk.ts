import { fedOperator, type FedOperator, type OperatorEdit, type OperatorEdited, type OperatorOverview, type OperatorsOverview } from '../../contracts/replication/index.ts'
import { weakPin } from '../../domain/authority/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { operatorPins } from './operator-pins.ts'

const shownPeople = 100

/** Who asks. `mayAdmins`: whoever made an admin could be one, so a manager of head office may not. */
export interface OperatorsActor {
  readonly mayAdmins: boolean
  /** The account; absent while head office has none. */
  readonly account?: string
}

interface OperatorsDeskParts {
  readonly store: Pick<HeadOfficeStore, 'feedHead' | 'feedRow' | 'feedRows' | 'feedArrivals' | 'editFeed' | 'overview' | 'chainPepper'>
  readonly clock: Clock
  readonly log: Log
  readonly edited: (storeId: string) => void
}

export interface OperatorsDesk {
  /** Undefined: there is no such store. */
  operators(storeId: string, search: string, actor: OperatorsActor): Promise<OperatorsOverview | undefined>
  editOperator(storeId: string, edit: OperatorEdit, actor: OperatorsActor): Promise<OperatorEdited | undefined>
}

/** What head office's people do with who may work at a store's tills. */
export function operatorsDesk({ store, clock, log, edited }: OperatorsDeskParts): OperatorsDesk {
  const pins = operatorPins(store.chainPepper)

  async function edit(storeId: string, { operator, stores: wanted, pin, seenVersion, by }: OperatorEdit, { mayAdmins, account }: OperatorsActor): Promise<OperatorEdited | undefined> {
    const shops = (await store.overview(clock())).stores
    const shop = shops.find(({ id }) => id === storeId)
    if (shop === undefined) return undefined
    if (wanted.some((one) => !shops.some(({ id }) => id === one))) return { ok: false, reason: 'unknownStore' }
    const here = await store.feedRow(storeId, 'operators', operator.id)
    const before = operatorOf(here?.text ?? null)
    if (!mayAdmins && (operator.role === 'admin' || before?.role === 'admin')) return { ok: false, reason: 'adminsOnly' }
    // Before anything is hashed with a PIN that would then not count.
    if ((here?.version ?? 0) !== seenVersion) return { ok: false, reason: 'changedMeanwhile' }
    if (pin !== undefined) {
      const why = weakPin(pin, shop.businessDate) ?? ((await pins.isSame(before?.pin, pin)) ? 'last' : undefined)
      if (why !== undefined) return { ok: false, reason: 'pinWeak', why }
    }
    const kept = pin === undefined ? before?.pin : await pins.hashed(pin)
    const stores = [...new Set(wanted)].toSorted()
    const said: FedOperator = { ...operator, ...(kept !== undefined && { pin: kept }), stores }
    // The store that was looked at first: what was seen of it is what is asked about.
    const touched = [storeId, ...new Set([...(before?.stores ?? []), ...stores])].filter((id, at, all) => all.indexOf(id) === at && shops.some((one) => one.id === id))
    let version = 0
    for (const id of touched) {
      const row = id === storeId ? here : await store.feedRow(id, 'operators', operator.id)
      const text = stores.includes(id) ? textOf(said, account, row?.text ?? null) : null
      if (text === null && (row?.text ?? null) === null) continue
      const done = await store.editFeed(id, { feed: 'operators', rows: [{ id: operator.id, text, seenVersion: row?.version ?? 0, search: searchOf(operator), codes: operator.badge === undefined ? [] : [`badge:${operator.badge}`] }], by }, clock())
      if (!done.ok) return done.reason === 'changedMeanwhile' ? { ok: false, reason: done.reason } : { ok: false, reason: 'badgeTaken', by: operatorOf((await store.feedRow(id, 'operators', done.id))?.text ?? null)?.name ?? '', store: shops.find((one) => one.id === id)?.name ?? '' }
      // Before anybody hears that it is done: the next acknowledgement says so.
      edited(id)
      if (id === storeId) version = done.version
    }
    return { ok: true, version }
  }

  return {
    operators: async (storeId, search, { mayAdmins }) => {
      if (!(await store.overview(clock())).stores.some(({ id }) => id === storeId)) return undefined
      const words = folded(search).split(/\s+/u).filter((word) => word !== '').slice(0, 8)
      const [head, rows, arrivals] = await Promise.all([store.feedHead(storeId, 'operators'), store.feedRows(storeId, 'operators', { words, limit: shownPeople }), store.feedArrivals(storeId, 'operators')])
      const operators = rows.slice(0, shownPeople).flatMap(({ text, version }): readonly OperatorOverview[] => {
        const known = operatorOf(text)
        return known === undefined ? [] : [{ ...shownOf(known), stores: known.stores ?? [storeId], hasPin: known.pin !== undefined, version }]
      })
      return { version: head.version, count: head.rows, operators, more: rows.length > shownPeople, arrivals, mayAdmins }
    },
    editOperator: async (storeId, asked, actor) => {
      const done = await edit(storeId, asked, actor)
      log('operator.edited', { store: storeId, outcome: done === undefined ? 'unknown store' : done.ok ? `version ${done.version}` : done.reason })
      return done
    },
  }
}

/** Named one by one: what is not named here, such as the hash of a PIN, is told to nobody. */
function shownOf({ id, name, role, badge, active }: FedOperator): Omit<OperatorOverview, 'version' | 'hasPin' | 'stores'> {
  return { id, name, role, active, ...(badge !== undefined && { badge }) }
}

/** Who said it is no change by itself. */
function textOf(said: FedOperator, account: string | undefined, before: string | null): string {
  const { by: _by, ...known } = operatorOf(before) ?? { by: undefined }
  const isSame = before !== null && 'id' in known && rowOf(known) === rowOf(said)
  return isSame ? before : rowOf({ ...said, ...(account !== undefined && { by: account }) })
}

/** One text for one thing said, whatever order it was typed in. */
function rowOf({ id, name, role, badge, active, pin, stores, by }: FedOperator): string {
  return JSON.stringify({ id, name, role, badge, active, pin: pin && { hash: pin.hash, pepperId: pin.pepperId }, stores, by })
}

function searchOf({ name, badge = '' }: OperatorEdit['operator']): string {
  return folded(`${name} ${badge}`)
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function operatorOf(text: string | null): FedOperator | undefined {
  return text === null ? undefined : fedOperator.safeParse(JSON.parse(text)).data
}
