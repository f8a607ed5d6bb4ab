import { type Input } from '../../src/contracts/ipc/index.ts'

/** A shop in Bristol, as its owner describes it. */
export const bristol: Input<'set-up'> = {
  language: 'en',
  chainName: 'Harbour Books',
  storeName: 'Harbour Books',
  storeLines: ['3 Narrow Quay', 'Bristol BS1 4QA'],
  receiptFooter: ['Open every day from nine'],
  currency: 'GBP',
  taxPack: 'GB-2011',
  cashRounding: '',
  timeZone: 'Europe/London',
  cutOffHour: 4,
  catalogue: 'empty',
  headOffice: 'later',
  owner: { name: 'Ada', pin: '4711' },
}
