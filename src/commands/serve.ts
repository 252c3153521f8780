import { serveSite } from '../server.ts'
import type { Command } from './command.ts'

export const serve: Command = {
  summary: 'serve the site',
  parameters: [],
  options: {},
  help: `Serves the site until it gets SIGTERM or SIGINT; then it answers what is under way and ends.
The database must be of this version: run \`sneaky-klaus migrate\` first.`,
  run: ({ settings, stop }) => serveSite(settings, stop),
}
