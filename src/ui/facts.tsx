import type { Child } from '#jsx/jsx-runtime'

/** What, when, how much: terms and what they are. `isTable` sets them below each other, the terms on the left. */
export function Facts({ isTable, children }: { isTable?: boolean; children: Child }) {
  return <dl class={isTable ? 'facts table' : 'facts'}>{children}</dl>
}

/** One of the facts. `id` names the place of the value. */
export function Fact({ term, id, children }: { term: Child; id?: string; children: Child }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd id={id} dir="auto">
        {children}
      </dd>
    </div>
  )
}
