import { type LabelDpi, type PlacedBars, type PlacedQr, type PlacedText } from '../../domain/label/index.ts'
import { type Bitmap } from '../../domain/receipt/index.ts'
import { type FaultCode } from '../device/port.ts'

/** A picture where it is to be burnt in, in dots from the label's top left corner. */
export interface PlacedPicture {
  readonly x: number
  readonly y: number
  readonly bitmap: Bitmap
}

/** A layout of which every text and code can be sent as it stands: what the printer has no letters for is a picture by now. */
export interface ReadyLabel {
  readonly width: number
  readonly height: number
  readonly dpi: LabelDpi
  /** In millimetres, as the roll was bought. */
  readonly paper: { readonly width: number; readonly height: number }
  readonly texts: readonly PlacedText[]
  readonly bars?: PlacedBars
  readonly qr?: PlacedQr
  readonly pictures: readonly PlacedPicture[]
}

/** What a label printer says of itself. `half`: a label has begun to come in and did not end. */
export interface LabelStatus {
  /** Worst first; each of them keeps labels from coming out. */
  readonly faults: readonly FaultCode[]
  readonly doing: 'rest' | 'work' | 'half'
  /** Another text with every label that comes out, as far as the printer counts them. */
  readonly progress: string
}

/** How one make of label printer is spoken to. Bytes only; what they travel on is the line's matter. */
export interface LabelLanguage {
  /** The whole job. Pure, and safe: no text in it can be an order. */
  encode(label: ReadyLabel, copies: number): Uint8Array
  readonly askStatus: readonly number[]
  /** Bytes in, answers out, however the line cut them. */
  reader(hear: (status: LabelStatus) => void): (bytes: Uint8Array) => void
  /** Drops a label that came in half, and nothing else. Absent: there is no such order. */
  readonly dropHalf?: readonly number[]
}
