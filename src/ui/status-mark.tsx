/** Somebody's status: a few words, with a sign that says the same by its shape. */
export function StatusMark({ status: { words, tone } }: { status: { words: string; tone: 'done' | 'waiting' | 'trouble' | 'over' } }) {
  return <em class={tone}>{words}</em>
}
