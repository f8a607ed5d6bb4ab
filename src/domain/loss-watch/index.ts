export { type LossFact, type Place } from './loss-fact.ts'
export { lossFacts, watchedTypes, type WatchedEntry } from './read-fact.ts'
export { type Around, type LossRule } from './finders.ts'
export { fewestSales, lossRuleNames, lossRules, watch, type LossCard, type Watch } from './watch.ts'
