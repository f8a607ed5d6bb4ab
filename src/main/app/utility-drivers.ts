import { utilityProcess } from 'electron'
import { type LaunchDrivers } from '../devices/index.ts'

/**
 * The devices in a process of Electron's own. A package cannot be run as Node (its fuses forbid that), and Chromium ends
 * this one with us, whatever ends us.
 */
export function launchUtility(file: string): LaunchDrivers {
  return () => {
    const child = utilityProcess.fork(file, [], { serviceName: 'Tillwright devices', execArgv: [], env: environment(), stdio: 'inherit' })
    return {
      post: (text) => child.postMessage(text),
      onMessage: (listener) => void child.on('message', listener),
      onEnd: (listener) => void child.once('exit', (code) => listener(`code ${String(code)}`)),
      kill() {
        if (child.pid === undefined) return
        try {
          // Its own kill() asks politely, and what hangs in a compiled part hears nothing.
          process.kill(child.pid, 'SIGKILL')
        } catch {
          // It ended just now, and that is being told.
        }
      },
    }
  }
}

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ELECTRON_') && name !== 'NODE_OPTIONS'))
}
