import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'

type HeadingProperties = {
  title: Child
  /** A few words above the title. */
  eyebrow?: Child
  /** One or two sentences below it. */
  lead?: Child
  /** The page that this one belongs to. */
  back?: BackTarget
  /** What stands beside the title. */
  children?: Child
}

/** Where a link leads, and what it is called. */
type BackTarget = { path: string; label: Child }

/** The head of a page: the way back, what it is about, and what to know first. */
export function Heading({ title, eyebrow, lead, back, children }: HeadingProperties) {
  return (
    <header class="heading">
      {back && <BackLink {...back} />}
      {eyebrow !== undefined && <Eyebrow>{eyebrow}</Eyebrow>}
      <div class="title">
        <h1>{title}</h1>
        {children}
      </div>
      {lead !== undefined && <p class="lead">{lead}</p>}
    </header>
  )
}

/** A few words above a title, or at its beginning. */
export function Eyebrow({ children }: { children: Child }) {
  return <span class="eyebrow">{children}</span>
}

function BackLink({ path, label }: BackTarget) {
  return (
    <p class="back">
      <a href={path}>
        <span aria-hidden="true">←</span> <span>{label}</span>
      </a>
    </p>
  )
}

/** The way back from what belongs to an exchange: its desk. */
export function toDesk({ id, name }: { id: string; name: string }): BackTarget {
  return { path: paths.exchange(id), label: <Name>{name}</Name> }
}

/** A name that somebody typed, in a sentence or alone: it keeps the direction of its writing to itself. */
export function Name({ children }: { children: string }) {
  return <bdi>{children}</bdi>
}
