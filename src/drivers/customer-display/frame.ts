import { type DisplayEncoding } from './characters.ts'
import { digitsText, rowBytes } from './layout.ts'
import { type DisplayMessage } from './port.ts'
import { type DisplayProtocol } from './protocol.ts'

/** The bytes that show it, whatever stands there. Undefined, or without an amount for digits: the bytes that show nothing. */
export function frameOf(message: DisplayMessage | undefined, protocol: DisplayProtocol, encoding: DisplayEncoding): readonly number[] {
  if (message === undefined) return protocol.clear
  if (protocol.kind === 'text') return protocol.rows(rowBytes(message.rows[0], encoding), rowBytes(message.rows[1], encoding))
  return message.amount === undefined ? protocol.clear : protocol.amount(digitsText(message.amount.text), message.amount.lamp)
}
