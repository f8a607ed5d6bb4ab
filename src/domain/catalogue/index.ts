export * from './item.ts'
export * from './gtin.ts'
export * from './tare-preset.ts'
export * from './in-store-barcode.ts'
