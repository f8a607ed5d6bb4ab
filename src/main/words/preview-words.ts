/** What stands on a paper that nobody bought anything on. */
export interface PreviewWords {
  readonly item: string
  readonly cashier: string
}

/** By BCP 47 tag, like the receipt's own words. */
export function previewWords(language: string): PreviewWords {
  return /^zh\b/i.test(language) ? { item: '示例商品', cashier: '张三' } : { item: 'Example item', cashier: 'Alex' }
}
