/** One thing wrong in a provisioning file: where, and of a device's address which part. */
export interface ProvisionWrong {
  readonly field: string
  readonly why: 'unknown' | 'value' | 'twice'
  readonly part?: string
  /** Good by itself, and not with the currency or the taxes that are written beside it. */
  readonly besides?: true
}

/** Why a file of a company's authority is not taken; `detail`: the system's word, a name or a day. */
export interface AuthorityWrong {
  readonly why: 'unreadable' | 'none' | 'broken' | 'noAuthority' | 'over' | 'early'
  readonly detail?: string
}

/** What the terminal says about the options of `npm start` and `npm run demo`, in the person's language. */
export interface StartWords {
  readonly startHelp: string
  readonly demoHelp: string
  unknownOption(option: string): string
  unexpected(word: string): string
  needsValue(option: string): string
  store(given: string): string
  port(given: string): string
  /** `wrong`: which part of the address. */
  printer(given: string, wrong: string): string
  secondPrinter(given: string): string
  scanner(given: string, wrong: string): string
  scale(given: string, wrong: string): string
  labelPrinter(given: string, wrong: string): string
  terminal(wrong: string): string
  wallet(given: string): string
  display(given: string, wrong: string): string
  customerWindow(given: string): string
  readonly tillHelp: string
  readonly noDemoStore: string
  /** Why a provisioning file is not taken: it cannot be read, or which of its fields nobody knows or have a value that does not fit. */
  provisionUnreadable(file: string): string
  provisionWrong(file: string, wrong: readonly ProvisionWrong[]): string
  authority(file: string, wrong: AuthorityWrong): string
  readonly proxy: string
  headOffice(given: string): string
  /** A data folder that nothing can be written into; `why`: the system's word. */
  folder(folder: string, why: string): string
  portShut(port: number, isTaken: boolean): string
  /** A register whose file of keys is gone, or is none. */
  secrets(file: string, isGone: boolean): string
  /** A register whose data are damaged, with no backup to mend them from. `isWhose`: backups of several registers are there, and nothing tells which are its own. */
  damaged(file: string, isWhose: boolean): string
}

/** The same devices stand in both programs, so their lines are written once. */
const englishDevices = `--printer ADDRESS       tcp://HOST:PORT, serial:PORT, usb:VID:PID, winspool:QUEUE or file:PATH, with ?profile=NAME if need be,
                        or none; without it a simulated one
--second-printer ADDRESS  prints what the first one cannot begin
--scanner ADDRESS       serial:PORT, serial:VID:PID, hid:VID:PID, hid: or tcp://HOST:PORT, with ?suffix=NAME if need be, or none;
                        without it a simulated one; one that types like a keyboard needs no address
--scale ADDRESS         serial:PORT or tcp://HOST:PORT with ?protocol=NAME&division=GRAMS, or none; without it a simulated one
--label-printer ADDRESS an address like a printer's with ?language=zpl or tspl, and &size=50x30&dpi=203 if need be, simulated or none;
                        without it a simulated one
--terminal ADDRESS      zvt://HOST:PORT?password=DIGITS&currency=CODE, or simulated?currency=CODE; without it the cashier reads a terminal
                        beside the till; the simulated one declines amounts that end in 51, cancels 52, and loses its answer to 53 and 54
--wallet simulated      payment by QR code; without it there is none
--display ADDRESS       serial:PORT or tcp://HOST:PORT with ?protocol=NAME, simulated, or none; without it a simulated one`

const english: StartWords = {
  startHelp: `npm start -- [options]

--data DIR              where register and head office keep what they have (.data/demo)
--store cn|gb           the demo store a new folder is filled with
${englishDevices}
--customer-window always|never  the customer's page in a window also without a second screen, or not at all
--head-office URL       a head office of yours instead of the demo's
--enrolment-code CODE   the code it gave you
--head-office-ca FILE   the certificate of the company's own authority, beside the public ones
--head-office-proxy URL the company's proxy on the way there, http://HOST:PORT
--port NUMBER           of the page in a browser; any free one without it
--browser               in a browser, also where a window could open
--reset                 starts afresh; clears only what npm start made`,
  demoHelp: `npm run demo -- [options]

--data DIR              keeps what the demo made; without it nothing is left behind
--store cn|gb           the demo store
${englishDevices}
--head-office URL       a head office of yours instead of the demo's
--enrolment-code CODE   the code it gave you
--head-office-ca FILE   the certificate of the company's own authority, beside the public ones
--head-office-proxy URL the company's proxy on the way there, http://HOST:PORT
--json                  nothing but the result, for machines

The exit code is 0 when the sale is acknowledged and drawer and printer are done with it, whatever their word
(printed, processed, sent-only, unconfirmed).`,
  unknownOption: (option) => `There is no option ${option}. Nothing was started. --help lists them.`,
  unexpected: (word) => `"${word}" belongs to no option. Nothing was started. --help lists them.`,
  needsValue: (option) => `${option} needs a value, and a switch takes none. Nothing was started. --help lists them.`,
  store: (given) => `--store is cn or gb, not ${given}. Nothing was started.`,
  port: (given) => `--port is a number from 0 to 65535, not ${given}. Nothing was started.`,
  secondPrinter: (given) => `--second-printer is an address as --printer's, and stands beside a --printer of its own; "${given}" is not. Nothing was started.`,
  scanner: (given, wrong) => `--scanner is serial:PORT, serial:VID:PID, hid:VID:PID, hid:, tcp://HOST:PORT or none, with ?suffix=NAME if need be; the ${wrong} of "${given}" is wrong. Nothing was started.`,
  scale: (given, wrong) => `--scale is serial:PORT, tcp://HOST:PORT with ?protocol=NAME&division=GRAMS, or none; the ${wrong} of "${given}" is missing or wrong. Nothing was started.`,
  labelPrinter: (given, wrong) => `--label-printer is an address like a printer's with ?language=zpl or tspl, and &size=50x30&dpi=203 if need be, simulated or none; the ${wrong} of "${given}" is missing or wrong. Nothing was started.`,
  terminal: (wrong) => `--terminal is zvt://HOST:PORT with ?password=DIGITS&currency=CODE if need be, simulated or none; its ${wrong} is wrong. Nothing was started.`,
  wallet: (given) => `--wallet is simulated or none, not ${given}. Nothing was started.`,
  display: (given, wrong) => `--display is serial:PORT or tcp://HOST:PORT with ?protocol=dm-d|cd5220|logic-controls|led8n, simulated, or none; the ${wrong} of "${given}" is missing or wrong. Nothing was started.`,
  customerWindow: (given) => `--customer-window is always or never, not ${given}. Nothing was started.`,
  tillHelp: `npm run till -- --data DIR [options]

--data DIR              where this register keeps what it has (.data/till); a new one asks whose it is
--provision FILE        answers for a new register (docs/guides/first-run.md)
${englishDevices.replaceAll('without it a simulated one', 'without it the one chosen in Settings')}
--head-office URL       your head office; of a register that belongs to one, kept from then on
--enrolment-code CODE   the code it gave you
--head-office-ca FILE   the certificate of the company's own authority, beside the public ones; it is kept; none forgets it
--head-office-proxy URL the company's proxy on the way there, http://HOST:PORT
--port NUMBER           of the page; any free one without it`,
  noDemoStore: 'npm run till is a real register; a demo store is what npm start is for. Nothing was started.',
  provisionUnreadable: (file) => `${file} is no provisioning file: it cannot be read, or is not JSON. Nothing was set up. Mend it, or take it away and answer on the screen.`,
  provisionWrong: (file, wrong) =>
    [
      `${file} was not taken, and nothing was set up:`,
      ...wrong.map(({ field, why, part, besides }) => (why === 'twice' ? `- a field "${field}" that stands there twice` : why === 'unknown' ? `- a field "${field}" that nobody knows` : `- the value of "${field}" does not fit${part === undefined ? '' : `: its ${part}`}${besides === true ? ' the currency or the taxes beside it' : ''}`)),
      'docs/guides/first-run.md says what each may be. Mend the file, or take it away and answer on the screen.',
    ].join('\n'),
  folder: (folder, why) =>
    why === 'EROFS'
      ? `The disk of ${folder} can only be read, so a till would lose what it sells: nothing was started or changed. A disk that failed is often mounted so: look at it, and at its cable. Have it made writable, or choose another folder with --data.`
      : `Nothing can be written into ${folder} (${why}), so a till would lose what it sells: nothing was started or changed. ${why === 'EACCES' || why === 'EPERM' ? 'Give whoever starts the till the right to write there' : why === 'ENOTDIR' || why === 'EEXIST' ? 'It is a file, or stands below one' : why === 'ENOSPC' || why === 'EDQUOT' ? 'Make room on its disk' : 'Look at the disk'}, or choose another folder with --data.`,
  portShut: (port, isTaken) => (isTaken ? `Port ${port} is taken by another program, or by a till that runs already: stop that one, or give another --port. Nothing was sold and nothing changed.` : `This account may not listen on port ${port}: give a --port above 1023. Nothing was sold and nothing changed.`),
  secrets: (file, isGone) =>
    `The till was not started, and nothing was changed: ${file}, with its keys, ${isGone ? 'is not there' : 'cannot be read, or is none'}. Without it nobody could sign on, and head office would not know the till. Every sale is safe in register.db beside it. Put a copy of that very file in its place (no backup has it; docs/guides/backups.md) and start again. Without a copy: keep this folder as it is, since what head office has not had is there alone, and rebuild the register from head office in another folder (docs/guides/moving-a-register.md).`,
  damaged: (file, isWhose) =>
    `The till was not started, and nothing was changed: its data in ${file} are damaged, and ${isWhose ? 'the backups that are at hand are of several registers: nothing tells which of them are this one’s, and another one’s would sell under its name. Put this register’s own backups, with their .json, into the folder backups beside the data' : 'no whole backup of them is at hand, neither beside them nor in the second folder. Connect the disk with the backups'} and start again: the till mends itself. Delete or rename nothing in this folder: what is missing may stand in one of its files. Without a backup, where the till belongs to a head office: all that it had sent is safe there; rebuild the register from it in another, empty folder (docs/guides/moving-a-register.md), and keep this one for what had not been sent. More in docs/guides/backups.md.`,
  headOffice: (given) => `--head-office is https://HOST:PORT, or http://127.0.0.1:PORT on this machine, with nothing behind it; "${given}" is not. Nothing was started.`,
  proxy: 'The proxy on the way to head office is http://HOST:PORT, or none, with NAME:PASSWORD@ before HOST in till.json or in TILLWRIGHT_HEAD_OFFICE_PROXY, and never in an option. Signs like @ : / % in them are written as %40 %3A %2F %25. Nothing was started.',
  authority: (file, { why, detail = '' }) =>
    `${file} is not taken as the certificate of your authority: ${
      {
        unreadable: `it cannot be read (${detail})`,
        none: 'it holds no certificate',
        broken: 'a certificate in it is damaged',
        noAuthority: `it is a server's certificate (${detail}), not that of the authority that made it`,
        over: `it ended on ${detail}. If this machine's clock is wrong, set it; otherwise have it renewed`,
        early: `it begins on ${detail}. If this machine's clock is wrong, set it`,
      }[why]
    }. Nothing was started.`,
  printer: (given, wrong) => `--printer is tcp://HOST:PORT, serial:PORT, usb:VID:PID, winspool:QUEUE, file:PATH or none, with ?profile=NAME if need be; the ${wrong} of "${given}" is wrong. Nothing was started.`,
}

const chineseDevices = `--printer 地址          tcp://主机:端口、serial:端口、usb:VID:PID、winspool:队列 或 file:路径，需要时加 ?profile=名称，
                        或 none；不写则为模拟打印机
--second-printer 地址   第一台打印机无法开始时由它打印
--scanner 地址          serial:端口、serial:VID:PID、hid:VID:PID、hid: 或 tcp://主机:端口，需要时加 ?suffix=名称，或 none；
                        不写则为模拟扫描枪；像键盘一样输入的扫描枪不需要地址
--scale 地址            serial:端口 或 tcp://主机:端口，加 ?protocol=名称&division=克数，或 none；不写则为模拟秤
--label-printer 地址    与打印机地址相同，加 ?language=zpl 或 tspl，必要时加 &size=50x30&dpi=203，或 simulated、none；
                        不写则为模拟标签打印机
--terminal 地址         zvt://主机:端口?password=数字&currency=代码，或 simulated?currency=代码；不写则由收银员看旁边的刷卡机；
                        模拟终端拒绝末两位为 51 的金额，取消 52，丢失 53 和 54 的应答
--wallet simulated      扫码支付；不写则没有
--display 地址          serial:端口 或 tcp://主机:端口，加 ?protocol=名称、simulated 或 none；不写则为模拟客显屏`

const chinese: StartWords = {
  startHelp: `npm start -- [选项]

--data 文件夹           收银机和总部的数据所在（.data/demo）
--store cn|gb           新文件夹所用的演示门店
${chineseDevices}
--customer-window always|never  没有第二块屏幕也打开顾客窗口，或完全不打开
--head-office 网址      您自己的总部，代替演示总部
--enrolment-code 注册码 总部给您的注册码
--head-office-ca 文件   公司自有证书机构的证书，在公共证书机构之外一并信任
--head-office-proxy 网址  通往总部的公司代理，http://主机:端口
--port 数字             浏览器页面的端口；不写则任选空闲端口
--browser               即使能打开窗口，也用浏览器
--reset                 重新开始；只清除 npm start 建立的内容`,
  demoHelp: `npm run demo -- [选项]

--data 文件夹           保留演示产生的数据；不写则不留下任何内容
--store cn|gb           演示门店
${chineseDevices}
--head-office 网址      您自己的总部，代替演示总部
--enrolment-code 注册码 总部给您的注册码
--head-office-ca 文件   公司自有证书机构的证书，在公共证书机构之外一并信任
--head-office-proxy 网址  通往总部的公司代理，http://主机:端口
--json                  只输出结果，供程序读取

总部已确认，且钱箱和打印机都已处理完毕（printed、processed、sent-only、unconfirmed）时，退出码为 0。`,
  unknownOption: (option) => `没有选项 ${option}。没有启动任何程序。--help 列出全部选项。`,
  unexpected: (word) => `“${word}”不属于任何选项。没有启动任何程序。--help 列出全部选项。`,
  needsValue: (option) => `${option} 需要一个值，而开关不带值。没有启动任何程序。--help 列出全部选项。`,
  store: (given) => `--store 是 cn 或 gb，不是 ${given}。没有启动任何程序。`,
  port: (given) => `--port 是 0 到 65535 的数字，不是 ${given}。没有启动任何程序。`,
  secondPrinter: (given) => `--second-printer 的写法与 --printer 相同，且须同时给出 --printer；“${given}”不符。没有启动任何程序。`,
  scanner: (given, wrong) => `--scanner 是 serial:端口、serial:VID:PID、hid:VID:PID、hid:、tcp://主机:端口 或 none，需要时加 ?suffix=名称；“${given}”的 ${wrong} 不对。没有启动任何程序。`,
  scale: (given, wrong) => `--scale 是 serial:端口 或 tcp://主机:端口，加 ?protocol=名称&division=克数，或 none；“${given}”的 ${wrong} 缺少或不对。没有启动任何程序。`,
  labelPrinter: (given, wrong) => `--label-printer 与打印机地址相同，加 ?language=zpl 或 tspl，必要时加 &size=50x30&dpi=203，或 simulated、none；“${given}”的 ${wrong} 缺少或不对。没有启动任何程序。`,
  terminal: (wrong) => `--terminal 是 zvt://主机:端口（需要时加 ?password=数字&currency=代码）、simulated 或 none；其中的 ${wrong} 不对。没有启动任何程序。`,
  wallet: (given) => `--wallet 是 simulated 或 none，不是 ${given}。没有启动任何程序。`,
  display: (given, wrong) => `--display 是 serial:端口 或 tcp://主机:端口，加 ?protocol=dm-d|cd5220|logic-controls|led8n，或 simulated、none；“${given}”的 ${wrong} 缺少或不对。没有启动任何程序。`,
  customerWindow: (given) => `--customer-window 是 always 或 never，不是 ${given}。没有启动任何程序。`,
  tillHelp: `npm run till -- --data 文件夹 [选项]

--data 文件夹           本收银机的数据所在（.data/till）；新的收银机会询问设置
--provision 文件        新收银机的预设答案（docs/guides/first-run.md）
${chineseDevices.replaceAll(/不写则为模拟[^；\n]+/g, '不写则为“设置”中所选')}
--head-office 网址      您的总部；本机已加入总部时，会保存下来
--enrolment-code 注册码 总部给您的注册码
--head-office-ca 文件   公司自有证书机构的证书，在公共证书机构之外一并信任；会保存下来；none 则不再信任
--head-office-proxy 网址  通往总部的公司代理，http://主机:端口
--port 数字             页面端口；不写则任选空闲端口`,
  noDemoStore: 'npm run till 启动的是真正的收银机；演示门店请用 npm start。没有启动任何程序。',
  provisionUnreadable: (file) => `${file} 不是预设文件：无法读取，或不是 JSON。没有进行任何设置。请改正，或移走它并在屏幕上回答。`,
  provisionWrong: (file, wrong) =>
    [
      `没有采用 ${file}，也没有进行任何设置：`,
      ...wrong.map(({ field, why, part, besides }) => (why === 'twice' ? `- 字段“${field}”出现两次` : why === 'unknown' ? `- 未知字段“${field}”` : `- “${field}”的值不符合要求${part === undefined ? '' : `：${part} 有误`}${besides === true ? '：与文件中的货币或税制不相符' : ''}`)),
      '允许的值见 docs/guides/first-run.md。请改正文件，或移走它并在屏幕上回答。',
    ].join('\n'),
  folder: (folder, why) =>
    why === 'EROFS'
      ? `${folder} 所在的磁盘只能读取，收银机会丢失销售，因此没有启动，也没有任何改动。磁盘出故障时常会变成只读：请检查磁盘和连接线。请恢复可写，或用 --data 选择其他文件夹。`
      : `无法写入 ${folder}（${why}），收银机会丢失销售，因此没有启动，也没有任何改动。${why === 'EACCES' || why === 'EPERM' ? '请授予启动者在该处的写入权限' : why === 'ENOTDIR' || why === 'EEXIST' ? '它是一个文件，或位于文件之下' : why === 'ENOSPC' || why === 'EDQUOT' ? '请在其磁盘上腾出空间' : '请检查磁盘'}，或用 --data 选择其他文件夹。`,
  portShut: (port, isTaken) => (isTaken ? `端口 ${port} 已被其他程序或正在运行的收银机占用：请先停止它，或用 --port 另选端口。没有发生任何销售或改动。` : `当前帐户不能监听端口 ${port}：请用 --port 选择 1023 以上的端口。没有发生任何销售或改动。`),
  secrets: (file, isGone) =>
    `收银机没有启动，也没有任何改动：密钥文件 ${file} ${isGone ? '不存在' : '无法读取，或不是密钥文件'}。缺少它谁也无法登录，总部也认不出本机。所有销售都安全保存在同一文件夹的 register.db 中。请把该文件的副本放回原处（备份中没有它，见 docs/guides/backups.md），再重新启动。没有副本时：请原样保留此文件夹（总部尚未收到的数据只在这里），并在另一个文件夹中从总部重建本机（见 docs/guides/moving-a-register.md）。`,
  damaged: (file, isWhose) =>
    `收银机没有启动，也没有任何改动：${file} 中的数据已损坏，${isWhose ? '找到的备份分属几台收银机，无法判断哪些属于本机；换上别台的备份，就会以别台的名义销售。请把本机自己的备份连同其 .json 文件放入数据旁的 backups 文件夹' : '数据旁和第二个文件夹中都找不到完好的备份。请接上存放备份的磁盘'}，再重新启动，收银机会自行修复。请勿删除或重命名此文件夹中的任何文件：缺失的内容可能就在其中某个文件里。没有备份而本机属于某个总部时：已上传的内容都安全保存在总部，请在另一个空文件夹中从总部重建本机（见 docs/guides/moving-a-register.md），并保留此文件夹，以备找回尚未上传的内容。详见 docs/guides/backups.md。`,
  headOffice: (given) => `--head-office 写作 https://主机:端口，本机上可写作 http://127.0.0.1:端口，后面不带任何内容；“${given}”不是。没有启动任何程序。`,
  proxy: '通往总部的代理写作 http://主机:端口，或 none；用户名和密码以“用户名:密码@”写在主机之前，只能写在 till.json 或 TILLWRIGHT_HEAD_OFFICE_PROXY 中，不能写在选项里。其中的 @ : / % 写作 %40 %3A %2F %25。没有启动任何程序。',
  authority: (file, { why, detail = '' }) =>
    `不能把 ${file} 用作贵公司证书机构的证书：${
      {
        unreadable: `无法读取（${detail}）`,
        none: '其中没有证书',
        broken: '其中的证书已损坏',
        noAuthority: `它是服务器的证书（${detail}），不是签发它的证书机构的证书`,
        over: `它已于 ${detail} 到期。如果本机时钟不准，请校准；否则请更换新证书`,
        early: `它从 ${detail} 起才有效。如果本机时钟不准，请校准`,
      }[why]
    }。没有启动任何程序。`,
  printer: (given, wrong) => `--printer 是 tcp://主机:端口、serial:端口、usb:VID:PID、winspool:队列、file:路径 或 none，需要时加 ?profile=名称；“${given}”的 ${wrong} 不对。没有启动任何程序。`,
}

/** By the terminal's locale: any Chinese one gets Chinese, everything else English. */
export function startWords(locale: string): StartWords {
  return /^zh\b|^zh_/i.test(locale) ? chinese : english
}

/** In the language of whoever starts this program. */
export function wordsHere(): StartWords {
  return startWords(process.env['LC_ALL'] ?? process.env['LANG'] ?? Intl.DateTimeFormat().resolvedOptions().locale)
}
