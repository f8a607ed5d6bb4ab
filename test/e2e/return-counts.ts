/**
 * Keys and taps of the flows that a counter is measured by, as test/e2e counted them in the running program (returns.spec.ts and
 * exchanges.spec.ts): a figure that is not so fails there. Scans are not counted, nor is whoever approves and their PIN.
 * `tapsPerItem`: for each piece that comes back.
 */
export const returnCounts = {
  /** Scan the receipt; F6 takes all of it, F10 pays it back. By touch each piece is a tap, and so is Refund cash. */
  refundByReceipt: { keys: 2, taps: 1, tapsPerItem: 1 },
  /** The same, Esc or Go on selling, the new goods scanned, and paid by whoever owes the rest. */
  exchange: { keys: 3, taps: 2, tapsPerItem: 1 },
  /** Scan the receipt, Void sale, the reason, Void and pay back, complete. */
  void: { keys: 4, taps: 4 },
  /** Return, No receipt, the goods scanned, Take back, Refund cash: one piece at the price of today. */
  withoutReceipt: { keys: 4, taps: 4 },
} as const
