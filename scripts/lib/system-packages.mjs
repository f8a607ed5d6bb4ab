// The browser the e2e run needs. On Debian as root it is installed, and said; elsewhere we say what to install.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** Path of a Chromium, installed if need be; exits with what to do when there is none. */
export function ensureBrowser() {
  const asked = process.env.TILLWRIGHT_CHROMIUM
  if (asked && existsSync(asked)) return asked
  const found = browsers.find((file) => existsSync(file))
  if (found) return found
  const debianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (debianRoot) {
    const packages = ['chromium', 'fonts-noto-cjk']
    process.stderr.write(`Installing ${packages.join(' and ')} with apt-get (once, for the browser tests) ...\n`)
    const options = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
    if (existsSync(browsers[0])) return browsers[0]
  }
  process.stderr.write('The browser tests need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk) or name it in TILLWRIGHT_CHROMIUM.\n')
  process.exit(1)
}
