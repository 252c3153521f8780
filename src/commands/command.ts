import type { Settings } from '../settings.ts'

/** What a command gets: settings, arguments, which of its options were given, and what tells it to stop. */
export type Order = { settings: Settings; parameters: string[]; options: Record<string, boolean | undefined>; stop: Promise<unknown> }

/** A command of `sneaky-klaus`. `run` throws CannotStart, with a sentence for people, when it refuses. */
export type Command = {
  /** One line for the list of commands. */
  summary: string
  /** What must follow its name, like FILE, or may, like [ADDRESS]. */
  parameters: string[]
  /** What it can be told with two dashes, and what that does. */
  options: Record<string, string>
  /** What it does and does not, for whoever asks. */
  help: string
  run(order: Order): Promise<void>
}
