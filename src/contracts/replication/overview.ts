/** What head office's page shows, as answered by GET /api/overview and pushed by /api/events. Times are epoch ms by head office's clock. */
export interface Overview {
  readonly now: number
  readonly instance: string
  readonly stores: readonly StoreOverview[]
  /** Newest first, at most 50. */
  readonly sales: readonly SaleOverview[]
  readonly alerts: readonly AlertOverview[]
  readonly quarantine: readonly QuarantineOverview[]
}

export interface StoreOverview {
  readonly id: string
  readonly name: string
  readonly chainName: string
  readonly language: string
  readonly timeZone: string
  /** The store's business date now, and what has arrived of it, one total per currency. */
  readonly businessDate: string
  readonly today: readonly { readonly currency: string; readonly sales: number; readonly total: number }[]
  readonly registers: readonly RegisterOverview[]
}

export interface RegisterOverview {
  readonly id: string
  readonly number: number
  /** Its last accepted batch or heartbeat; absent until the first. */
  readonly lastSeen?: number
  readonly epoch?: number
  readonly seq: number
  readonly quarantined: number
  readonly alerts: number
  readonly retired: boolean
}

export interface SaleOverview {
  readonly saleId: string
  readonly number: string
  readonly store: string
  readonly registerNumber: number
  /** By the register's clock. */
  readonly completedAt: number
  readonly receivedAt: number
  readonly currency: string
  readonly total: number
  readonly tenders: readonly { readonly type: string; readonly amount: number }[]
}

export type AlertKind = 'conflict' | 'fork' | 'gap' | 'clone'
export interface AlertOverview {
  readonly kind: AlertKind
  readonly registerNumber: number
  readonly epoch: number
  readonly seq: number
  readonly firstAt: number
  readonly lastAt: number
  readonly count: number
}

export interface QuarantineOverview {
  readonly registerNumber: number
  readonly epoch: number
  readonly seq: number
  readonly reason: string
  readonly receivedAt: number
}

export interface ShownCode {
  readonly code: string
  readonly expiresAt: number
}
