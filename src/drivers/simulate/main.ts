import { simulate } from './program.ts'

process.exitCode = await simulate(process.argv.slice(2), {
  input: process.stdin,
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  onStop(stop) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  },
})
// An open standard input would keep the process waiting for a line nobody will read.
process.stdin.destroy()
