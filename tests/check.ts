import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { findBrowser } from './support/browser.ts'
import { findPostgres } from './support/postgres/server.ts'

/** One named check: a command that must succeed. Vitest reports its tests one by one; the others count as one. */
type Step = { name: string; command: string[]; report?: string }

/** The part of vitest's report that is read here. */
type Report = { numPassedTests: number; testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[] }

const root = join(import.meta.dirname, '..')
const output = join(root, '.output')
/** What vitest runs: its projects, in this order. */
const projects = ['unit', 'http', ...(findPostgres() ? ['postgres'] : []), 'process', 'doors', 'clock', 'faults', 'e2e']

/** The tests of some projects, side by side, in one run: when one project has nothing left to do, the next one goes on. One more at a time than there are cores, since many wait for a clock or a browser. */
const vitest = (some: string[]): Step => {
  const report = join(output, 'tests.json')
  const parameters = [...some.flatMap((project) => ['--project', project]), `--maxWorkers=${availableParallelism() + 1}`]
  return {
    name: some.join(', '),
    command: ['vitest', 'run', ...parameters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
  }
}

const before: Step[] = [
  { name: 'languages', command: ['node', 'src/language/generate.ts'] },
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'styles', command: ['stylelint', 'public/styles/**/*.css'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'build', command: ['node', 'build.mjs'] },
]

let passed = 0
/** The names of what failed, told together at the end, where one finds them. */
const failures: string[] = []

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
await ensureBrowser()
if (!findPostgres()) console.log('PostgreSQL is not installed here, so nothing is tried with it.')
const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)
for (const step of before.filter(({ name }) => isWanted(name))) await take(step)
if (projects.some(isWanted)) await take(vitest(projects.filter(isWanted)))
for (const failure of failures) console.log(`FAILED: ${failure}`)
console.log(`\n${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1

async function take({ name, command, report }: Step): Promise<void> {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const isFine = await run(command)
  const results = report ? readReport(report) : { passed: isFine ? 1 : 0, failed: [] }
  passed += results.passed
  if (!isFine && results.failed.length === 0) results.failed.push(name)
  failures.push(...results.failed)
  console.log(`${isFine ? 'ok' : 'FAILED'}: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}

function run([program = '', ...parameters]: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: 'inherit', shell: false })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** What vitest reported: how many tests passed, and the names of those that failed, each after its file. */
function readReport(report: string): { passed: number; failed: string[] } {
  if (!existsSync(report)) return { passed: 0, failed: [] }
  const { numPassedTests, testResults }: Report = JSON.parse(readFileSync(report, 'utf8'))
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  )
  return { passed: numPassedTests, failed }
}

/** The e2e tests need a browser: Playwright's own, the system's, or one that is fetched now. */
async function ensureBrowser(): Promise<void> {
  if (findBrowser()) return
  console.log('There is no Chromium here; trying to install one.')
  if (!(await run(['playwright', 'install', 'chromium']))) {
    console.error('That failed. Install Chromium with your system’s packages (`apt-get install chromium`), then run this again.')
  }
}
