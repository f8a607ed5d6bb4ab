import { type CurrencyCode } from '../../../domain/money/index.ts'
import { type Apdu, apdu } from './apdu.ts'
import { toBcd } from './bcd.ts'

/** ISO 4217 numbers, as the protocol writes them. Only of two decimals: how it writes an amount of another currency nobody here has seen. */
export const currencyNumbers: Readonly<Partial<Record<CurrencyCode, string>>> = { EUR: '0978', GBP: '0826', CHF: '0756', USD: '0840', SEK: '0752', CNY: '0156', AUD: '0036', CAD: '0124', NZD: '0554' }

/** The register prints for the customer, wants to hear what goes on meanwhile, and nobody starts a payment on the terminal. */
const config = 0x02 | 0x04 | 0x08 | 0x10
/** As print lines: text blocks are answered too, but not asked for. */
const viaPrintLines = 0x80

export const acknowledged = apdu(0x80, 0x00)

/** `currency` as four digits. The first word of every conversation. */
export function registration(password: string, currency: string): Apdu {
  return apdu(0x06, 0x00, [...toBcd(password, 3), config | viaPrintLines, ...toBcd(currency, 2)])
}

export function authorisation(amount: number, currency: string): Apdu {
  return apdu(0x06, 0x01, [0x04, ...toBcd(amount, 6), 0x49, ...toBcd(currency, 2)])
}

/** Takes the payment of that receipt number back: up to four digits, as the terminal gave it. */
export function reversal(password: string, receiptNo: string, amount: number): Apdu {
  return apdu(0x06, 0x30, [...toBcd(password, 3), 0x87, ...toBcd(receiptNo, 2), 0x04, ...toBcd(amount, 6)])
}

/** Gives money back to a card that is presented, for a payment of any day and of any part of it. */
export function refund(password: string, amount: number, currency: string): Apdu {
  return apdu(0x06, 0x31, [...toBcd(password, 3), 0x04, ...toBcd(amount, 6), 0x49, ...toBcd(currency, 2)])
}

export function endOfDay(password: string): Apdu {
  return apdu(0x06, 0x50, [...toBcd(password, 3)])
}

/** What it did last, told again. Moves no money. */
export function repeatReceipt(password: string): Apdu {
  return apdu(0x06, 0x20, [...toBcd(password, 3)])
}

/** Whether it is at work. */
export function statusEnquiry(password: string): Apdu {
  return apdu(0x05, 0x01, [...toBcd(password, 3)])
}

/** The register asks for the payment under way to end. */
export const letGo = apdu(0x06, 0xb0)

export type Kind = 'acknowledged' | 'refused' | 'status' | 'intermediate' | 'completion' | 'abort' | 'printLine' | 'printText' | 'other'

/** What the terminal says, by its first two bytes. */
export function kindOf({ class: kind, instruction }: Pick<Apdu, 'class' | 'instruction'>): Kind {
  if (kind === 0x80) return 'acknowledged'
  if (kind === 0x84) return 'refused'
  if (kind === 0x04 && instruction === 0x0f) return 'status'
  if (kind === 0x04 && instruction === 0xff) return 'intermediate'
  if (kind !== 0x06) return 'other'
  if (instruction === 0x0f) return 'completion'
  if (instruction === 0x1e) return 'abort'
  if (instruction === 0xd1) return 'printLine'
  return instruction === 0xd3 ? 'printText' : 'other'
}
