import { type TenderSum } from '../domain/day-proof/index.ts'

/** A day in one epoch. */
export interface DayPlace {
  readonly businessDate: string
  readonly epoch: number
}

/** What this register wrote for a day, by its journal alone; `detail` is what a difference is named by. */
export interface DayStatement {
  readonly claim: DayPlace & {
    readonly runs: readonly { readonly from: number; readonly to: number; readonly hash: string }[]
    readonly entries: number
    readonly documents: number
    readonly closings: number
    readonly tenders: readonly TenderSum[]
  }
  readonly detail: { readonly runs: readonly { readonly prevHash: string; readonly hashes: readonly string[] }[]; readonly numbers: readonly { readonly seq: number; readonly number: string }[] }
}

/** Of one difference, as it is shown. Words that are newer than this register stay words. */
export interface DayDifference {
  readonly kind: string
  readonly seq?: number | undefined
  readonly number?: string | undefined
  readonly reason?: string | undefined
  readonly currency?: string | undefined
  readonly tender?: string | undefined
  readonly side?: string | undefined
  readonly register?: number | undefined
  readonly headOffice?: number | undefined
}

/** Head office's word on a day. */
export interface DayProof extends DayPlace {
  readonly provedTo: number
  readonly instance: string
  readonly state: 'complete' | 'differs'
  readonly documents: number
  readonly findings: readonly DayDifference[]
  readonly more: number
}

/** `waiting`: closed, or over, and not confirmed as it is now; `since`: when its last Z was written. `at`: when head office spoke. */
export interface DayState {
  readonly businessDate: string
  readonly state: 'complete' | 'differs' | 'waiting'
  readonly since?: number
  readonly at?: number
  readonly documents?: number
  /** Somebody sold on it, and nobody closed it. */
  readonly noZ?: true
  readonly findings: readonly DayDifference[]
  readonly more: number
}

/** How far head office has what this register wrote. What comes behind it is none of its lacks: it is on its way. */
export interface SentTo {
  readonly epoch: number
  readonly seq: number
}

export interface DaysAsked {
  /** Head office's database: what another said is not this one's word. */
  readonly instance: string
  readonly now: number
  readonly sentTo: SentTo
  /** What the last answer said; absent: every day there is, and the last ones again. */
  readonly since?: { readonly upTo: number; readonly today: string } | undefined
}

export interface DaysToProve {
  readonly today: string
  readonly upTo: number
  readonly days: readonly DayPlace[]
}

export interface DayProofReads {
  /** Undefined while the list of the journal is not made yet: a moment after a commit, longer after an update. Newest first. */
  daysToProve(asked: DaysAsked): DaysToProve | undefined
  dayStatement(place: DayPlace & { readonly sentTo: SentTo }): DayStatement
  /** The newest days that head office has to confirm or has confirmed, newest first. */
  dayStates(now: number): readonly DayState[]
}

export interface DayProofWrites {
  keepDayProof(proof: DayProof, provedAt: number): void
  /** Every day is proved again. */
  forgetDayProofs(): void
}
