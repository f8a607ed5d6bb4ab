export * from './verification.ts'
export { verifyRegisterFile, type FileVerified, type VerifyFile } from './verify-register-file.ts'
