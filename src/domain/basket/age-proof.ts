/** How a cashier saw that a customer is old enough. Codes in the journal: never renamed. */
export const ageProofs = ['looksOlder', 'document'] as const
export type AgeProof = (typeof ageProofs)[number]
