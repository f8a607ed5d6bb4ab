/** By BCP 47 tag: who stands in for a supervisor on a copy that knows nobody else, and what the customer sees meanwhile. */
export function trainingWords(language: string): { readonly trainer: string; readonly shown: string } {
  return /^zh\b/i.test(language) ? { trainer: '教练', shown: '培训中' } : { trainer: 'Trainer', shown: 'TRAINING' }
}
