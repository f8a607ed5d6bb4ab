import { config } from 'zod'

// The content policy forbids making code from strings, which zod tries when a schema is made, and is reported for.
// So this stands before the first import of a contract.
config({ jitless: true })
