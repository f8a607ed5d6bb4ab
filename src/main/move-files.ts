import { readdirSync } from 'node:fs'
import path from 'node:path'

/** As the core names the file of a moved register; the time sorts as text. */
const named = /^tillwright-register-\d+-(\d{8}T\d{6}Z)\.move$/
/** More than anybody looks through, and few enough for a page. */
const most = 6

/** Full paths of moved registers in these folders, the newest first. A folder that cannot be read has none. */
export function moveFilesNear(folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => filesOf(folder).flatMap((name) => {
      const at = named.exec(name)?.[1]
      return at === undefined ? [] : [{ at, file: path.join(folder, name) }]
    }))
    .sort((one, other) => other.at.localeCompare(one.at))
    .slice(0, most)
    .map(({ file }) => file)
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile()).map(({ name }) => name)
  } catch {
    return []
  }
}
