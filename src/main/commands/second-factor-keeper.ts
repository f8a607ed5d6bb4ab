/** What needs the register's key or randomness: commands have neither. */
export interface SecondFactorKeeper {
  /** A new secret: base32 for the person, sealed for the database. Sealed for one operator, it opens for no other. */
  newSecret(operatorId: string): { readonly secret: string; readonly sealed: string }
  /** The secret in the clear, to be shown again for the request that made it. */
  open(sealed: string, operatorId: string): string
  /** For a QR code. */
  uriOf(secret: string, issuer: string, label: string): string
  /** The step the code is of, within one of `at` (epoch milliseconds); undefined where it is of none. */
  stepOf(sealed: string, operatorId: string, code: string, at: number): number | undefined
  /** `XXXXX-XXXXX`, ten of them. */
  newRecoveryCodes(): readonly string[]
  /** Undefined where the text cannot be one. */
  recoveryHash(operatorId: string, code: string): string | undefined
}
