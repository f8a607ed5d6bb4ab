import { type ReceiptWords } from '../../domain/receipt/index.ts'

export const en: ReceiptWords = {
  receipt: 'Receipt',
  cashier: 'Served by',
  itemCount: 'Items',
  subtotal: 'Subtotal',
  discount: 'Discount',
  onBasket: 'of which on everything',
  priceWas: 'Price was',
  total: 'Total',
  tax: 'VAT',
  net: 'net',
  cash: 'Cash',
  card: 'Card',
  approvedOnTerminal: 'Approved on the card terminal',
  received: 'Cash given',
  change: 'Change',
  farewell: 'Thank you. Please keep this receipt.',
  units: { kg: 'kg', l: 'l', m: 'm' },
  marks: { demo: 'DEMO - NOT A RECEIPT', duplicate: 'DUPLICATE' },
}
