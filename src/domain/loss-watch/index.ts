export { type LossFact, type Place } from './loss-fact.ts'
export { factsOf, lossFacts, readEntry, watchedTypes, type ReadEntry, type WatchedEntry } from './read-fact.ts'
export { type Around, type LossRule } from './finders.ts'
export { fewestSales, lossRuleNames, lossRules, watch, watchInSteps, type LossCard, type Watch } from './watch.ts'
