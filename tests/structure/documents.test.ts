import { globSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { main } from '../../src/commands.ts'
import { anchorsOf, codeIn, documents, isThere, readRoot, root, shellCommands } from './documents.ts'

/** What readers have, or get by reading on. */
const programs = 'cat cd chmod cp docker echo editor git install journalctl mkdir node npm npx openssl podman sneaky-klaus systemctl useradd'.split(' ')
/** Codes of certificates and of sign-ins that are refused, which look like variables. */
const codes = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'OAUTH_TIMEOUT',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_INVALID_RESPONSE',
]
/** Variables in documents that are no settings of the app. */
const others = [
  'BUILDAH_FORMAT',
  'MALLOC_ARENA_MAX',
  'MIGRATION_DATABASE',
  'DOMAIN',
  'NAME',
  'NODE_EXTRA_CA_CERTS',
  'NAME_FILE',
  'FILE',
  'LOGIN',
  'KEY',
  'USER',
  'PASSWORD',
]

const source = readRoot('src/settings.ts')
const plain = [...source.matchAll(/^ {2}([A-Z_]+): v\./gm)].map(([, name]) => name as string)
const secret = [...(/secretNames = \[(.*?)\]/s.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name as string)
const settings = [...plain, ...secret.map((name) => `${name}_FILE`)]

/** What is wrong in which document, as “file: what”. */
function faults(find: (text: string, file: string) => (string | undefined)[]): string[] {
  return documents.flatMap(({ file, text }) => find(text, file).flatMap((fault) => (fault === undefined ? [] : `${file}: ${fault}`)))
}

describe('what documents name exists', () => {
  test('files and headings that they link to', () => {
    const links = faults((text, file) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => {
        if (/^(https?:|mailto:)/.test(link)) return undefined
        const [path, anchor] = link.split('#') as [string, string?]
        const target = path === '' ? file : normalize(join(dirname(file), path))
        if (!isThere(target)) return link
        return anchor !== undefined && !anchorsOf(readRoot(target)).includes(anchor) ? link : undefined
      }),
    )
    expect(links).toEqual([])
  })

  test('files that they name', () => {
    const isPath = /^(tests|src|docs|migrations|public|node_modules)\/[\w./-]*\w$/
    expect(
      faults((text) =>
        codeIn(text).map((code) => (isPath.test(code) && !/YYYY/.test(code) && globSync(`${code}*`, { cwd: root }).length === 0 ? code : undefined)),
      ),
    ).toEqual([])
  })

  test('files of rooms that they name', () => {
    const isInRoom = /^[a-z]+(\/[\w-]+)+\.tsx?$/
    const missing = (code: string) => isInRoom.test(code) && !/YYYY/.test(code) && !['.', 'src', 'tests'].some((folder) => isThere(`${folder}/${code}`))
    expect(faults((text) => codeIn(text).filter(missing))).toEqual([])
  })

  test('npm scripts, and projects of tests', () => {
    const { scripts } = JSON.parse(readRoot('package.json')) as { scripts: Record<string, string> }
    const projects = [...readRoot('vitest.config.ts').matchAll(/name: '(\w+)'/g)].map(([, name]) => name as string)
    const named = (text: string) =>
      codeIn(text).flatMap((code) => [
        ...[...code.matchAll(/npm run ([a-z][\w:]*)/g)].map(([, name = '']) => (name in scripts ? undefined : code)),
        ...[...code.matchAll(/--project (\w+)/g)].map(([, name = '']) => (projects.includes(name) ? undefined : code)),
      ])
    expect(projects).toContain('unit')
    expect(faults(named)).toEqual([])
  })

  test('programs in commands', () => {
    const unknown = ([program = '']: string[]) => !programs.includes(program) && !(program.includes('/') && isThere(program))
    expect(
      faults((text) =>
        shellCommands(text)
          .filter(unknown)
          .map((words) => words.join(' ')),
      ),
    ).toEqual([])
  })

  test('files of ours in commands', () => {
    const missing = (word: string) => /^(docs|src|tests)\//.test(word) && !isThere(word)
    expect(faults((text) => shellCommands(text).flat().filter(missing))).toEqual([])
  })

  test('commands of sneaky-klaus, with what they take', async () => {
    const manuals = await readManuals()
    expect(Object.keys(manuals)).toContain('backup')
    const judge = (code: string) => {
      const [, name = '', rest = ''] = /(?:^|[ `])(?:sneaky-klaus|node dist\/cli\.js) ([a-z][a-z-]*)(.*)/.exec(code) ?? []
      if (name === '' || name === 'help' || name === 'sneaky-klaus') return undefined
      if (!(name in manuals)) return code
      return [...rest.matchAll(/--[a-z-]+/g)].every(([option]) => manuals[name]?.includes(`[${option}]`)) ? undefined : code
    }
    const lines = (text: string) =>
      codeIn(text).filter((code) => !/podman (build|run)|docker build|--tag|--volume|>|enable|restart|--unit|cd |git |useradd|install/.test(code))
    expect(faults((text) => lines(text).map(judge))).toEqual([])
    const tables = ['README.md', 'docs/self-hosting.md'].map((file) => [...readRoot(file).matchAll(/^\| `([a-z-]+)( \[?[A-Z]+\]?)?( \[--[a-z-]+\])?` \|/gm)])
    for (const rows of tables) expect(rows.map(([, name]) => name)).toEqual(expect.arrayContaining(Object.keys(manuals)))
  })
})

describe('settings', () => {
  test('are those of the README, every one', () => {
    const section = readRoot('README.md').split('## Settings')[1]?.split('\n## ')[0] ?? ''
    const listed = [...section.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm)].flatMap(([, names = '']) => names.replaceAll('`', '').split(', '))
    expect(listed.toSorted()).toEqual(plain.toSorted())
    const asFiles = /^(`.*`) may also be given as files/m.exec(section)?.[1] ?? ''
    expect([...asFiles.matchAll(/`(\w+)`/g)].map(([, name]) => name).toSorted()).toEqual(secret.toSorted())
  })

  test('are the only variables that documents speak of', () => {
    const named = (code: string) => [...code.matchAll(/(?:^|[\s`])([A-Z][A-Z_]+)=|^([A-Z]+(?:_[A-Z]+)+)$/g)].map(([, set, alone]) => set ?? alone ?? '')
    const isUnknown = (name: string) => ![...settings, ...others, ...codes].includes(name)
    expect(faults((text) => codeIn(text).flatMap(named).filter(isUnknown))).toEqual([])
  })
})

test('every sentence with which a start or a command refuses stands in the troubleshooting', () => {
  const page = readRoot('docs/troubleshooting.md').replaceAll(/\s+/g, ' ')
  const quoted = /(?:new CannotStart|refuse|notKept)\(\s*(['`])((?:\\.|(?!\1).)+)\1/gs
  const sentences = globSync('src/**/*.ts', { cwd: root })
    .flatMap((file) => [...readRoot(file).matchAll(quoted)])
    .map(([, , text = '']) => text.replaceAll('\\`', '`'))
  expect(sentences.length).toBeGreaterThan(20)
  // What varies is left out, and so are the short words around it.
  const parts = sentences.flatMap((sentence) => sentence.split(/\$\{.*?\}/s)).map((part) => part.trim())
  expect(parts.filter((part) => part.length > 10 && !page.includes(part))).toEqual([])
})

/** What each command prints when it is asked for help, by name. */
async function readManuals(): Promise<Record<string, string>> {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  onTestFinished(() => log.mockRestore())
  const never = new Promise(() => {})
  await main(['help'], never)
  const names = [...(said[0] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name as string)
  for (const name of names) await main(['help', name], never)
  return Object.fromEntries(names.map((name, index) => [name, said[index + 1] ?? '']))
}
