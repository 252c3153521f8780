import type { Html } from '../../src/html/jsx-runtime.ts'

const Item = ({ text }: { text: string }) => <li>{text}</li>

/** These lines are checked by the compiler: each must be a mistake, or the step `types` of `npm test` fails. */
export const mistakes = [
  // @ts-expect-error an element that does not exist
  () => <paragraph />,
  // @ts-expect-error an attribute that does not exist
  () => <p hreff="x" />,
  // @ts-expect-error a child that can't be shown
  () => <p>{new Date(0)}</p>,
  // @ts-expect-error text is not markup
  (): Html => 'text',
  // @ts-expect-error a component's property is missing
  () => <Item />,
]
