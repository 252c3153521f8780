import type { Child } from '#jsx/jsx-runtime'

type EmptyProperties = {
  picture: Child
  title: Child
  /** One or two sentences below the title. */
  lead?: Child
  /** Whether the title is that of the page. */
  isPage?: boolean
  children?: Child
}

/** A page or a list with nothing in it yet: a picture, what it means, and what to do next. */
export function Empty({ picture, title, lead, isPage, children }: EmptyProperties) {
  return (
    <section class="empty">
      {picture}
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
    </section>
  )
}
