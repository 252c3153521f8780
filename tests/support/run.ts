import { startProgram } from './program.ts'

/** Runs a command of the built program to its end. Returns its exit code, and what it said on either stream. */
export async function run(settings: Record<string, string>, ...command: string[]): Promise<{ code: number | null; said: string }> {
  const program = startProgram(command, settings)
  const code = await program.exited
  return { code, said: program.output() }
}
