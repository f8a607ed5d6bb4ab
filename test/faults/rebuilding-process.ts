/** Rebuilds a register as `npm run rebuild` does, to be killed while it does so: address and folder as arguments, the secrets on standard input. */
const [address = '', folder = ''] = process.argv.slice(2)
process.argv.splice(2, 2, '--head-office', address, '--data', folder)
await import('../../src/main/rebuild.ts')

export {}
