import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { type EnrolmentAnswer, type ProtocolWindow } from '../../contracts/replication/index.ts'
import { type ToldValue } from '../../db/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type StoredValueAsked } from './ask-stored-value.ts'
import { type PlaceAgain } from './hear-quarantine.ts'
import { type Line } from './line.ts'
import { type HeadOfficeFound } from './look-at-head-office.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'

export interface ReplicatorOptions extends ReplicatorSurroundings {
  readonly source: ReplicationSource
  /** Absent until it is known: enrol() brings it. */
  readonly headOfficeUrl?: string
  /** What this machine was told about the way there. */
  readonly line?: Line
  /** This program's version: what one could not read of an answer, another may. */
  readonly program?: string
  /** What it speaks. Absent: as this program does. */
  readonly protocols?: ProtocolWindow
}

export interface Replicator {
  view(): ReplicationView
  /** Called with each new view. Returns what takes the listener off again. */
  on(event: 'change', listener: (view: ReplicationView) => void): () => void
  /** There is something new in the journal. Sends at once when healthy; during a back-off only counts. */
  wake(): void
  /** Something that head office had fed for a coming day holds from now on, whether it can be reached or not. */
  due(): void
  /** From then on this address is where entries go. It is kept for the next start. */
  enrol(url: string, code: string): Promise<Result<EnrolmentAnswer>>
  /** Who answers at an address, asked as this register and sending it nothing. */
  look(url: string): Promise<Result<HeadOfficeFound>>
  /** From now on entries go to this address, which somebody has kept. */
  goTo(url: string): void
  /** A person asks: at once, whatever pause there is. Resolves with what came of it; a try that is under way already is that one. */
  tryNow(): Promise<ReplicationView>
  /** What is on a gift card or store credit, and a part of it held; undefined where head office cannot be asked now. */
  askStoredValue(asked: StoredValueAsked): Promise<ToldValue | undefined>
  /** Asks head office to read entries again that lie in quarantine there, and hears how they stand. False: it cannot be asked now. */
  sendAgain(asked: { readonly places: readonly PlaceAgain[]; readonly by: string }): Promise<boolean>
  /** Sends nothing new, waits for the request in flight (at most its deadline). */
  close(): Promise<void>
}
