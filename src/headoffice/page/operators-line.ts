import type { OperatorEdit, OperatorEdited, OperatorsOverview } from '../../contracts/replication/index.ts'
import { ask, type Reply } from './who.ts'

const address = (store: string): string => `/api/stores/${encodeURIComponent(store)}/operators`

/** The page's line to head office about who may work at a store's tills. */
export const operatorsLine = {
  find: (store: string, search: string): Promise<Reply<OperatorsOverview>> => ask(`${address(store)}?search=${encodeURIComponent(search)}`),
  save: (store: string, edit: OperatorEdit): Promise<Reply<OperatorEdited>> => ask(address(store), edit),
}
