/** What the bundler makes of a style sheet. Vite's own client types would bring Node's globals into the page. */
declare module '*.css'
declare module '@fontsource-variable/*'

interface ImportMeta {
  /** The bundler's: every file of a pattern as text. Tests read the screens' sources with it. */
  glob<T>(pattern: string, options: { readonly query: '?raw'; readonly import: 'default'; readonly eager: true }): Readonly<Record<string, T>>
}
