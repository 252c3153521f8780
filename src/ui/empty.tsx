import type { Child } from '#jsx/jsx-runtime'

/** A page or a list with nothing in it yet: a picture, what it means, and what to do next. */
export function Empty({ picture, title, isPage, children }: { picture: Child; title: Child; isPage?: boolean; children: Child }) {
  return (
    <section class="empty">
      {picture}
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </section>
  )
}
