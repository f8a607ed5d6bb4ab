import { cpSync, existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type EnvironmentOptions, type UserConfig } from 'vite'

// One plain configuration builds everything: the page, main with its workers, the preload, and head office's page.
// JavaScript is bundled and only what is compiled stays outside, which makes a package a tenth of its size.
const natives = ['better-sqlite3', '@node-rs/argon2', '@napi-rs/canvas', 'node-hid', 'serialport', 'usb']
const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`), ...natives.flatMap((name) => [name, new RegExp(`^${name}/`)])]

/** The fonts that receipts are drawn in, as src/drivers/printer/fonts.ts looks for them: of each package what it reads, in one weight axis. */
const fonts: Readonly<Record<string, RegExp>> = {
  '@fontsource-variable/noto-sans-thai': /noto-sans-thai-(latin|latin-ext|thai)-wght-normal\.woff2$/,
  '@fontsource-variable/noto-sans-arabic': /noto-sans-arabic-arabic-wght-normal\.woff2$/,
  '@fontsource-variable/noto-sans-sc': /-wght-normal\.woff2$/,
  '@fontsource/unifont': /\.woff2$/,
}

function copyFonts(to: string): void {
  for (const [name, wanted] of Object.entries(fonts)) {
    // The licence goes along with what it is the licence of.
    cpSync(`node_modules/${name}`, `${to}/${name}`, {
      recursive: true,
      dereference: true,
      filter: (file) => !/(\.\w+|scss)$/.test(file) || /unicode\.json$/.test(file) || wanted.test(file),
    })
  }
}

/** Entry points by the name of the file they become. One that is not on disk is left out. */
function onDisk(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)))
}

const mainEntries = onDisk({
  index: 'src/main/app/index.ts',
  start: 'src/main/start.ts',
  till: 'src/main/till.ts',
  demo: 'src/main/demo.ts',
  'import-items': 'src/main/import-items.ts',
  'set-logo': 'src/main/set-logo.ts',
  'verify-journal': 'src/main/verify-journal.ts',
  'support-bundle': 'src/main/support-bundle.ts',
  'take-over': 'src/main/take-over.ts',
  rebuild: 'src/main/rebuild.ts',
  replay: 'src/main/replay.ts',
  'core-writer': 'src/main/core/core-writer.ts',
  'core-reader': 'src/main/core/core-reader.ts',
  'core-child': 'src/main/core/core-child.ts',
  'drivers-child': 'src/main/devices/drivers-child.ts',
})
const headOfficeEntries = onDisk({ main: 'src/headoffice/main.ts', 'backup-worker': 'src/headoffice/backups/backup-worker.ts' })
const preloadEntries = onDisk({ preload: 'src/preload/preload.ts' })
const customerPreloadEntries = onDisk({ 'customer-preload': 'src/preload/customer-preload.ts' })

/** After main, into the same folder. One file each, so each is a build: a sandboxed preload can require nothing but electron. */
function preloadOf(input: Record<string, string>): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true },
    build: {
      outDir: '../../out/main',
      emptyOutDir: false,
      target: 'chrome114',
      minify: false,
      rolldownOptions: { input, external: ['electron'], output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
    },
  }
}

// A page's root decides where its HTML lands, so head office's page is a build of its own.
const headOfficePage: UserConfig = {
  configFile: false,
  root: 'src/headoffice/page',
  base: './',
  plugins: [react(), tailwindcss()],
  build: { outDir: '../../../out/headoffice-page', emptyOutDir: true, target: 'chrome114', assetsInlineLimit: 0 },
}

export default defineConfig({
  root: 'src/renderer',
  base: './',
  plugins: [react(), tailwindcss()],
  // Nothing is inlined: the page's content policy allows its own files only. Chromium 114 is the oldest shell we test in.
  build: { outDir: '../../out/renderer', emptyOutDir: true, chunkSizeWarningLimit: 1000, target: 'chrome114', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  environments: {
    client: { build: { rolldownOptions: { input: onDisk({ index: 'src/renderer/index.html', customer: 'src/renderer/customer.html' }) } } },
    main: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        outDir: '../../out/main',
        emptyOutDir: true,
        // Main and the devices keep to Node 18, for the oldest shell carries it.
        target: 'node18',
        minify: false,
        sourcemap: true,
        rolldownOptions: { input: mainEntries, external, output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[name].cjs' } },
      },
    },
    // Head office is a server of its own: an ES module under Node 24, with its packages beside it, never in the till.
    headoffice: {
      consumer: 'server',
      build: {
        outDir: '../../out/headoffice',
        emptyOutDir: true,
        target: 'node22',
        minify: false,
        sourcemap: true,
        rolldownOptions: { input: headOfficeEntries, output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[name].mjs' } },
      },
    },
    preload: preloadOf(preloadEntries),
    customerPreload: preloadOf(customerPreloadEntries),
  },
  builder: {
    async buildApp(builder) {
      const { client, main, preload, customerPreload, headoffice } = builder.environments
      if (client !== undefined) await builder.build(client)
      if (main !== undefined && Object.keys(mainEntries).length > 0) await builder.build(main)
      copyFonts('out/main/fonts')
      if (preload !== undefined && Object.keys(preloadEntries).length > 0) await builder.build(preload)
      if (customerPreload !== undefined && Object.keys(customerPreloadEntries).length > 0) await builder.build(customerPreload)
      if (headoffice !== undefined && Object.keys(headOfficeEntries).length > 0) await builder.build(headoffice)
      if (existsSync('src/headoffice/page/index.html')) await build({ ...headOfficePage, logLevel: builder.config.logLevel ?? 'info' })
    },
  },
})
