export { type Keeper, secondFactorKeeper, stepOf } from './keeper.ts'
