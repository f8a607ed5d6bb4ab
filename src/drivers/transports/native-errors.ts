import { type Timer } from '../device/timer.ts'
import { TransportError } from './port.ts'

/** Our word for what the operating system, or a compiled part in its name, said no to. Their sentences differ; these words recur. */
export function openingTrouble(cause: unknown): TransportError {
  const [code, text] = cause instanceof Error ? ['code' in cause ? String(cause.code) : '', cause.message] : ['', String(cause)]
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED' || /no native build|cannot find native binding/i.test(text)) return new TransportError('driver-missing', { cause })
  return new TransportError(code === 'EACCES' || code === 'EPERM' || /permission|access (?:is )?denied|error_access/i.test(text) ? 'permission' : 'unreachable', { cause })
}

/** Rejects with `timeout` when `work` is not done in `ms`. The work itself goes on until its line is closed. */
export function inTime<T>(work: Promise<T>, ms: number, timer: Timer): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = timer.after(ms, () => reject(new TransportError('timeout')))
    void work.then(resolve, reject).finally(late)
  })
}
