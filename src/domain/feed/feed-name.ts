/**
 * What head office feeds, in the order a register asks for it: who may work comes before what is sold, and where it stands on the counter behind it. A register knows these or
 * fewer, and is told of those it does not know in vain.
 */
export const feedNames = ['operators', 'settings', 'promotions', 'items', 'layouts'] as const
export type FeedName = (typeof feedNames)[number]
/** Fed row by row, a register keeps each as it came; items have tables of their own, since they are many. */
export type RowFeedName = Exclude<FeedName, 'items'>
