export { unpackRegister, type UnpackedRegister, type UnpackRegister } from './unpack-register.ts'
