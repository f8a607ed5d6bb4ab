import { type Device } from '../device/port.ts'

/** What a digit display can say beside its number: each is a lamp of its own. */
export const displayLamps = ['price', 'total', 'collect', 'change'] as const
export type DisplayLamp = (typeof displayLamps)[number]

export interface DisplayRow {
  /** Cut at the end where the row has no room for it. */
  readonly left: string
  /** An amount: whole at the last column, or dashes. Half an amount is another amount. */
  readonly right?: string
}

/** What the customer is to read, in words and as the one number that matters; each display takes what it can show. */
export interface DisplayMessage {
  readonly rows: readonly [DisplayRow, DisplayRow]
  /** Decimal text without symbol or separators: "12.90". Absent: a digit display shows nothing. */
  readonly amount?: { readonly text: string; readonly lamp: DisplayLamp }
}

export type DisplayCapabilities =
  | { readonly kind: 'text'; readonly rows: 2; readonly columns: 20; readonly chinese: boolean }
  | { readonly kind: 'digits'; readonly digits: 8 }

export interface CustomerDisplay extends Device {
  readonly capabilities: DisplayCapabilities
  /**
   * Returns at once and never throws: nothing waits for a display. The newest message is the only one that counts; it is
   * shown again after a lost line, and every ten seconds, for a display that lost its power says nothing.
   */
  show(message: DisplayMessage): void
  /** Leaves nothing on the display, and lets go of the line. */
  close(): Promise<void>
}
