export type Child = Node | string | undefined

/** One element with its class, attributes and children. Text is always text: nothing that a register sent is ever parsed as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  children: readonly Child[] = [],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children.filter((child) => child !== undefined))
  return made
}

export function button(label: string, className: string, press: () => void): HTMLButtonElement {
  const made = element('button', className, [label], { type: 'button' })
  made.addEventListener('click', press)
  return made
}
