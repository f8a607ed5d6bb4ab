export { forgetRebuild, rebuildStage } from './stage-rebuild.ts'
export { swapIn } from './swap-in.ts'
export { isTakingOver, unpackBeside } from './unpack-beside.ts'
export { unpackRegister, type UnpackedRegister, type UnpackRegister } from './unpack-register.ts'
