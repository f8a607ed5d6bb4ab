/**
 * Keys and taps of the flows that a counter is measured by, as test/e2e/returns.spec.ts counted them in the running program; a
 * figure that is not so fails there. Scans are not counted, nor is the PIN of an approver where there is one. `items`: per piece.
 */
export const returnCounts = {
  /** Scan the receipt; F6 takes all of it, F10 pays it back. By touch each piece is a tap, and so is Refund cash. */
  refundByReceipt: { keys: 2, taps: 1, tapsPerItem: 1 },
} as const
