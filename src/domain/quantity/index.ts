export * from './quantity.ts'
export * from './extend.ts'
export * from './pieces.ts'
export * from './quantity-text.ts'
