import { type Instant } from '../domain/authority/index.ts'
import { type Connection } from './connection.ts'

/** `sealed`: the secret under a key that is not in this database. `lastStep`: of the last code taken; what is not after it is a replay. */
export interface SecondFactor {
  readonly sealed: string
  readonly lastStep: number
}

/** A secret that was shown at a seat and waits for its first code, and then for its recovery codes to be kept. `request`: what it was begun by. */
export interface BegunSecondFactor extends Instant {
  readonly operator: string
  readonly seat: string
  readonly request: string
  readonly sealed: string
}

export interface SecondFactorProof extends Instant {
  readonly seat: string
  readonly operator: string
}

/** Codes of one operator in a row that were not right, the last of them begun at that moment. */
export interface WrongCodes extends Instant {
  readonly wrong: number
}

/** This start of the register by both clocks. `newestEntryAt`: of the last entry before it. */
export interface RegisterStart extends Instant {
  readonly at: number
  readonly newestEntryAt?: number
}

export interface SecondFactorReads {
  secondFactorOf(operator: string): SecondFactor | undefined
  /** Ids of everybody who has one. */
  secondFactorOperators(): readonly string[]
  begunSecondFactor(operator: string): BegunSecondFactor | undefined
  secondFactorProof(seat: string): SecondFactorProof | undefined
  recoveryCodesLeft(operator: string): number
  recoveryCodesUsed(operator: string): number
  isUsedRecoveryCode(operator: string, hash: string): boolean
  wrongCodes(operator: string): WrongCodes | undefined
  secondFactorRequired(): boolean
  /** Undefined until `beginStart`. */
  registerStart(): RegisterStart | undefined
}

export interface SecondFactorWrites {
  /** Once at each start, before its first entry. What was proven or begun before it is void. */
  beginStart(start: Instant & { readonly at: number }): void
  saveBegunSecondFactor(begun: BegunSecondFactor): void
  /** What was begun becomes what counts; `codes` are hashes. It stays begun, too, until `keepSecondFactor`. */
  enrolSecondFactor(operator: string, factor: SecondFactor, codes: readonly string[]): void
  keepSecondFactor(operator: string): void
  replaceRecoveryCodes(operator: string, codes: readonly string[]): void
  saveLastStep(operator: string, step: number): void
  /** False when there is no such code, or it was used: `isUsedRecoveryCode` tells. */
  useRecoveryCode(operator: string, hash: string): boolean
  /** With its recovery codes, its proofs and what was begun. */
  dropSecondFactor(operator: string): void
  saveSecondFactorProof(proof: SecondFactorProof): void
  /** Before the code is looked at. */
  countWrongCode(operator: string, now: Instant): void
  forgetWrongCodes(operator: string): void
  saveSecondFactorRequired(required: boolean): void
}

export function readSecondFactor(db: Connection): SecondFactorReads {
  const factor = db.prepare<[string], SecondFactor>('SELECT sealed, last_step AS lastStep FROM second_factor WHERE operator = ?')
  const operators = db.prepare<[], string>('SELECT operator FROM second_factor ORDER BY operator').pluck()
  const begun = db.prepare<[string], BegunSecondFactor>('SELECT operator, seat, request, sealed, boot_id AS bootId, mono_ms AS monoMs FROM second_factor_begun WHERE operator = ?')
  const proof = db.prepare<[string], SecondFactorProof>('SELECT seat, operator, boot_id AS bootId, mono_ms AS monoMs FROM second_factor_proof WHERE seat = ?')
  const codes = db.prepare<[string, number], number>('SELECT count(*) FROM recovery_code WHERE operator = ? AND used = ?').pluck()
  const usedCode = db.prepare<[string, string], number>('SELECT 1 FROM recovery_code WHERE operator = ? AND hash = ? AND used = 1').pluck()
  const wrong = db.prepare<[string], WrongCodes>('SELECT wrong, boot_id AS bootId, mono_ms AS monoMs FROM second_factor_guess WHERE operator = ?')
  const required = db.prepare<[], number>('SELECT required FROM second_factor_rule').pluck()
  const start = db.prepare<[], Instant & { at: number; newestAt: number | null }>('SELECT boot_id AS bootId, at, mono_ms AS monoMs, newest_at AS newestAt FROM this_start')
  return {
    secondFactorOf: (operator) => factor.get(operator),
    secondFactorOperators: () => operators.all(),
    begunSecondFactor: (operator) => begun.get(operator),
    secondFactorProof: (seat) => proof.get(seat),
    recoveryCodesLeft: (operator) => codes.get(operator, 0) ?? 0,
    recoveryCodesUsed: (operator) => codes.get(operator, 1) ?? 0,
    isUsedRecoveryCode: (operator, hash) => usedCode.get(operator, hash) !== undefined,
    wrongCodes: (operator) => wrong.get(operator),
    secondFactorRequired: () => required.get() === 1,
    registerStart() {
      const row = start.get()
      if (row === undefined) return undefined
      const { newestAt, ...begin } = row
      return { ...begin, ...(newestAt === null ? {} : { newestEntryAt: newestAt }) }
    },
  }
}

/** `assertInside` throws outside a unit of work. */
export function writeSecondFactor(db: Connection, assertInside: () => void): SecondFactorWrites {
  const newest = db.prepare<[], number>(`SELECT text ->> '$.at' FROM journal ORDER BY position DESC LIMIT 1`).pluck()
  const forgetProofs = db.prepare<[]>('DELETE FROM second_factor_proof')
  // What counts already, and whose recovery codes nobody kept, goes with an entry when its seat is locked at this start.
  const forgetBegun = db.prepare<[]>('DELETE FROM second_factor_begun WHERE NOT EXISTS (SELECT 1 FROM second_factor made WHERE made.operator = second_factor_begun.operator)')
  const begin = db.prepare<[string, number, number, number | null]>('REPLACE INTO this_start (singleton, boot_id, at, mono_ms, newest_at) VALUES (1, ?, ?, ?, ?)')
  const saveBegun = db.prepare<[string, string, string, string, string, number]>('REPLACE INTO second_factor_begun (operator, seat, request, sealed, boot_id, mono_ms) VALUES (?, ?, ?, ?, ?, ?)')
  const dropBegun = db.prepare<[string]>('DELETE FROM second_factor_begun WHERE operator = ?')
  const enrol = db.prepare<[string, string, number]>('INSERT INTO second_factor (operator, sealed, last_step) VALUES (?, ?, ?)')
  const drop = db.prepare<[string]>('DELETE FROM second_factor WHERE operator = ?')
  const step = db.prepare<[number, string]>('UPDATE second_factor SET last_step = ? WHERE operator = ?')
  const addCode = db.prepare<[string, string]>('INSERT INTO recovery_code (operator, hash) VALUES (?, ?)')
  const dropCodes = db.prepare<[string]>('DELETE FROM recovery_code WHERE operator = ?')
  const useCode = db.prepare<[string, string]>('UPDATE recovery_code SET used = 1 WHERE operator = ? AND hash = ? AND used = 0')
  const saveProof = db.prepare<[string, string, string, number]>('REPLACE INTO second_factor_proof (seat, operator, boot_id, mono_ms) VALUES (?, ?, ?, ?)')
  const count = db.prepare<[string, string, number]>(
    `INSERT INTO second_factor_guess (operator, wrong, boot_id, mono_ms) VALUES (?, 1, ?, ?)
     ON CONFLICT (operator) DO UPDATE SET wrong = wrong + 1, boot_id = excluded.boot_id, mono_ms = excluded.mono_ms`,
  )
  const forgetWrong = db.prepare<[string]>('DELETE FROM second_factor_guess WHERE operator = ?')
  const rule = db.prepare<[number]>('REPLACE INTO second_factor_rule (singleton, required) VALUES (1, ?)')
  const inside =
    <Arguments extends readonly unknown[], Value>(write: (...given: Arguments) => Value) =>
    (...given: Arguments): Value => {
      assertInside()
      return write(...given)
    }
  const addCodes = (operator: string, codes: readonly string[]): void => {
    for (const hash of codes) addCode.run(operator, hash)
  }
  return {
    beginStart: inside(({ bootId, at, monoMs }) => {
      forgetProofs.run()
      forgetBegun.run()
      begin.run(bootId, at, monoMs, newest.get() ?? null)
    }),
    saveBegunSecondFactor: inside(({ operator, seat, request, sealed, bootId, monoMs }) => void saveBegun.run(operator, seat, request, sealed, bootId, monoMs)),
    enrolSecondFactor: inside((operator, { sealed, lastStep }, codes) => {
      enrol.run(operator, sealed, lastStep)
      addCodes(operator, codes)
    }),
    keepSecondFactor: inside((operator) => void dropBegun.run(operator)),
    replaceRecoveryCodes: inside((operator, codes) => {
      dropCodes.run(operator)
      addCodes(operator, codes)
    }),
    saveLastStep: inside((operator, lastStep) => void step.run(lastStep, operator)),
    useRecoveryCode: inside((operator, hash) => useCode.run(operator, hash).changes === 1),
    dropSecondFactor: inside((operator) => {
      drop.run(operator)
      dropBegun.run(operator)
      forgetWrong.run(operator)
    }),
    saveSecondFactorProof: inside(({ seat, operator, bootId, monoMs }) => void saveProof.run(seat, operator, bootId, monoMs)),
    countWrongCode: inside((operator, { bootId, monoMs }) => void count.run(operator, bootId, monoMs)),
    forgetWrongCodes: inside((operator) => void forgetWrong.run(operator)),
    saveSecondFactorRequired: inside((required) => void rule.run(required ? 1 : 0)),
  }
}
