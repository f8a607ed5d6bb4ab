/**
 * A package of bench/package.json, seen through the few members we call. Its own types are not used on purpose: `npm run
 * check` has to pass where nobody installed the peers, and a peer's types would be one more thing that breaks with it.
 */
export async function peer<Shape>(name: string): Promise<Shape> {
  const loaded: unknown = await import(name)
  return loaded as Shape
}
