/** In English for whoever sits at the machine's command line: what the system's word means. What nobody foresaw is said as it is. */
export function reasonWords(reason: string): string {
  return words.find(([begins]) => reason === begins || reason.startsWith(`${begins}_`))?.[1] ?? reason
}

/** The longer before the shorter: SQLite says more behind a line. */
const words: readonly (readonly [string, string])[] = [
  ['ENOENT', 'it is not there'],
  ['ENOTDIR', 'what should be a folder on the way to it is a file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this account may not read or write it'],
  ['EPERM', 'this account may not read or write it'],
  ['EROFS', 'the disk can only be read'],
  ['ENOSPC', 'the disk is full, or would be: make room for a copy of the books and 256 MB, or name a folder on another disk'],
  ['EDQUOT', 'this account may put nothing more on that disk'],
  ['EIO', 'the disk can not be read or written there, and may be dying: copy what is on it'],
  ['EBUSY', 'another program holds it'],
  ['SQLITE_CORRUPT', 'the file is damaged'],
  ['SQLITE_NOTADB', 'it is no database'],
  ['SQLITE_IOERR', 'the disk can not be read or written there, and may be dying: copy what is on it'],
  ['SQLITE_CANTOPEN', 'it can not be opened: it is a folder, or this account may not read it'],
  ['SQLITE_READONLY', 'it can only be read by this account'],
  ['SQLITE_BUSY', 'another program writes to it: wait a moment, and try again'],
  ['SQLITE_FULL', 'the disk is full'],
]
