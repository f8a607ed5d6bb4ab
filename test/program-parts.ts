import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

/**
 * Named by a whole run, which built the program first: half of what a test of a whole register took was to read its sources,
 * once for each thread and process. Without it they are read, for then nobody knows how old the built parts are.
 */
const areBuilt = process.env['TILLWRIGHT_TEST_BUILT'] !== undefined
const part = (room: string, name: string): string => (areBuilt ? path.join(root, 'out', 'main', `${name}.cjs`) : path.join(root, 'src', 'main', room, `${name}.ts`))

/** The programs of the core's two threads. */
export const coreParts = { writerPath: part('core', 'core-writer'), readerPath: part('core', 'core-reader') }
/** The program of the process that drives the devices. */
export const driversPart = part('devices', 'drivers-child')
