import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './support/browser.ts'
import { findPostgres } from './support/postgres/server.ts'

/** One named check: a command that must succeed. Vitest reports its tests one by one; the others count as one. */
type Step = { name: string; command: string[]; report?: string }

const output = join(import.meta.dirname, '..', '.output')
/** The tests of one project. Those that compare times run one file after the other, the rest side by side. */
const vitest = (project: string, workers = 1): Step => {
  const report = join(output, `${project}.json`)
  return {
    name: project,
    command: ['vitest', 'run', '--project', project, `--maxWorkers=${workers}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
  }
}

const steps: Step[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'styles', command: ['stylelint', 'public/styles/*.css'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'build', command: ['node', 'build.mjs'] },
  vitest('unit', availableParallelism()),
  vitest('http', availableParallelism()),
  ...(findPostgres() ? [vitest('postgres', availableParallelism())] : []),
  vitest('process', availableParallelism()),
  vitest('doors'),
  vitest('clock'),
  vitest('faults', availableParallelism()),
  vitest('e2e', availableParallelism()),
]

let passed = 0
let failed = 0

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
await ensureBrowser()
if (!findPostgres()) console.log('PostgreSQL is not installed here, so nothing is tried with it.')
const wanted = process.argv.slice(2)
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) await take(step)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function take({ name, command, report }: Step): Promise<void> {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const isFine = await run(command)
  const counts = report ? countTests(report, isFine) : { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1 }
  passed += counts.passed
  failed += counts.failed
  console.log(`${isFine ? 'ok' : 'FAILED'}: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}

function run([program = '', ...parameters]: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: 'inherit', shell: false })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** What vitest counted; a run that failed without a failed test counts as one failure. */
function countTests(report: string, isFine: boolean): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed: numPassedTests, failed: isFine ? numFailedTests : Math.max(1, numFailedTests) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** The e2e tests need a browser: Playwright's own, the system's, or one that is fetched now. */
async function ensureBrowser(): Promise<void> {
  if (findBrowser()) return
  console.log('There is no Chromium here; trying to install one.')
  if (!(await run(['playwright', 'install', 'chromium']))) {
    console.error('That failed. Install Chromium with your system’s packages (`apt-get install chromium`), then run this again.')
  }
}
