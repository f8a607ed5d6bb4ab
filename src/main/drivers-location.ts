import path from 'node:path'
import { onDisk } from './core-location.ts'
import { forkDrivers, type LaunchDrivers } from './devices/index.ts'

/** The built program of the process that drives the devices. `built` is the folder of the built parts. */
export function driversFile(built: string): string {
  return path.join(onDisk(built), 'drivers-child.cjs')
}

/** The fonts that rows are drawn in, which the build put beside it. */
export function fontsFolder(built: string): string {
  return path.join(onDisk(built), 'fonts')
}

/** That process under the Node that runs us. In Electron, where a child of Node is a second Electron, the shell has its own way. */
export function launchDrivers(built: string): LaunchDrivers {
  return forkDrivers(driversFile(built))
}
