/** Every word about backups of head office's books. `age`: in words already. */
export interface BackupWords {
  readonly title: string
  readonly first: string
  readonly second: string
  readonly made: (age: string, entries: string, size: string) => string
  readonly none: string
  readonly running: string
  readonly now: string
  readonly failedNow: string
  readonly server: string
  readonly key: string
  /** By the system's word; what nobody foresaw is said as it is. */
  readonly reasons: Readonly<Record<string, string>>
  readonly failed: (place: string, folder: string, reason: string) => string
  readonly old: (place: string, age: string) => string
  readonly never: (place: string) => string
}

export const englishBackups: BackupWords = {
  title: 'Backups',
  first: 'Beside the books',
  second: 'Second folder',
  made: (age, entries, size) => `made ${age}, looked through: ${entries} entries, ${size}`,
  none: 'none yet',
  running: 'One is being made …',
  now: 'Back up now',
  failedNow: 'Head office could not be asked. Try again.',
  server: 'The books are in PostgreSQL. Its server has to be backed up; nothing is known of that here.',
  key: 'people.key of the data folder is not in them: keep a copy of it apart.',
  reasons: {
    ENOSPC: 'the disk is full',
    EACCES: 'head office may not write there',
    EPERM: 'head office may not write there',
    EROFS: 'the disk can only be read',
    ENOENT: 'the folder is not there',
    damaged: 'the file of the books is damaged. Run --check at the machine: it says what to do',
    broken: 'a register’s journal in the books is not whole. Run --check at the machine: it says where, and what to do',
    differs: 'what was read back from there is not what was written: the disk is failing',
    unmarked: 'this is not the disk that was chosen: nothing is written to it. If it is the right one, make one backup there by hand (--backup-to)',
  },
  failed: (place, folder, reason) => `The last backup failed (${place}, ${folder}): ${reason}.`,
  old: (place, age) => `The last good backup was made ${age} (${place}).`,
  never: (place) => `There is no backup of the books yet (${place}).`,
}

export const chineseBackups: BackupWords = {
  title: '备份',
  first: '与账簿同一位置',
  second: '第二个文件夹',
  made: (age, entries, size) => `${age}备份，已核验：${entries} 条记录，${size}`,
  none: '尚无备份',
  running: '正在备份……',
  now: '立即备份',
  failedNow: '无法联系总部服务，请重试。',
  server: '账簿保存在 PostgreSQL 中，须由数据库服务器备份；此处无法得知其情况。',
  key: '备份中不含数据文件夹里的 people.key，请另行保存一份。',
  reasons: {
    ENOSPC: '磁盘已满',
    EACCES: '总部服务没有写入权限',
    EPERM: '总部服务没有写入权限',
    EROFS: '磁盘为只读',
    ENOENT: '文件夹不存在',
    damaged: '账簿文件已损坏。请在总部服务所在的计算机上运行 --check，它会说明处理办法',
    broken: '账簿中有收银机的日志不完整。请在总部服务所在的计算机上运行 --check，它会说明位置和处理办法',
    differs: '从该处读回的内容与写入的不一致：磁盘可能即将损坏',
    unmarked: '这不是当初选定的磁盘，因此未写入。若确认无误，请在此文件夹手动备份一次（--backup-to）',
  },
  failed: (place, folder, reason) => `最近一次备份失败（${place}，${folder}）：${reason}。`,
  old: (place, age) => `最近一次成功的备份是${age}（${place}）。`,
  never: (place) => `账簿还没有备份（${place}）。`,
}
