import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
/** The composition roots, which alone know every room. */
const roots = ['cli.ts', 'commands.ts', 'server.ts', 'app.tsx', 'entities.ts', 'schedule.ts', 'composers.ts', 'seals.ts', 'backup-thread.ts']
const product = ['accounts', 'exchanges', 'registration', 'participants', 'wishes', 'draw', 'messages', 'outbox']
const plumbing = ['auth', 'keys', 'mail', 'jobs', 'web', 'html', 'ui', 'database', 'language', 'metrics']
/** Rooms that stand beside the app, as other ways in: they use whatever they like but its pages, and only the roots use them. */
const entrances = ['commands', 'doctor']

/** Whose rows those of the plumbing belong to. */
const owners: Record<string, string[]> = {
  'auth/magic-token.ts': ['accounts/account.ts', 'exchanges/exchange.ts', 'participants/participant.ts'],
  'auth/session.ts': ['accounts/account.ts', 'participants/participant.ts'],
  'keys/exchange-key.ts': ['exchanges/exchange.ts'],
  'mail/outgoing-email.ts': ['accounts/account.ts', 'exchanges/exchange.ts', 'participants/participant.ts'],
}

type Source = { file: string; room: string; text: string; code: string; imports: string[] }

const sources: Source[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('language/generated/'))
  .map((file) => {
    const text = readFileSync(join(root, 'src', file), 'utf8')
    const code = text.replaceAll(/\/\*.*?\*\/|(?<=^|\s)\/\/[^\n]*/gs, '')
    const imports = [...code.matchAll(/(?:from|import) '(\.[^']+)'|import\('(\.[^']+)'\)/g)].map(([, fixed, dynamic]) =>
      normalize(join(dirname(file), (fixed ?? dynamic) as string)),
    )
    return { file, room: file.includes('/') ? (file.split('/')[0] as string) : '', text, code, imports }
  })

const known = new Map(sources.map((source) => [source.file, source]))

/** What a file is, by what stands in it. A guard runs before a handler and mounts nothing; a reading module declares queries alone. */
const kinds: Record<string, (source: Source) => boolean> = {
  route: ({ code }) => /= new Hono\b/.test(code),
  page: ({ file, code }) => file.endsWith('.tsx') && /<Page\b/.test(code),
  part: ({ file, code }) => hasMarkup(file) && !/= new Hono\b/.test(code),
  form: ({ code }) => /^export const \w+(: [^=]+)? = v\./m.test(code),
  email: ({ code }) => /^export function \w+\([\s\S]*?\): Email\b/m.test(code),
  reads: ({ file }) => /\/reads\.ts$/.test(file),
}
const found = new Map(sources.map((source) => [source.file, Object.keys(kinds).filter((kind) => kinds[kind]?.(source))]))
const kindsOf = (file: string) => found.get(file) ?? []

/** Every import that `isBreach` objects to, as “who → what”. */
function breaches(isBreach: (source: Source, target: string) => boolean): string[] {
  return sources.flatMap((source) => source.imports.filter((target) => isBreach(source, target)).map((target) => `${source.file} → ${target}`))
}

/** Files whose code matches. */
function filesWith(pattern: RegExp, allowed: string[]): string[] {
  return sources.filter(({ file, code }) => pattern.test(code) && !allowed.includes(file)).map(({ file }) => file)
}

const roomOf = (target: string) => (target.includes('/') ? (target.split('/')[0] as string) : '')

describe('who may import whom', () => {
  test('every room is known', () => {
    expect([...new Set(sources.map(({ room }) => room))].filter((room) => room !== '' && ![...product, ...plumbing, ...entrances].includes(room))).toEqual([])
  })

  test('every room is in the picture of the house', () => {
    const picture = readFileSync(join(root, 'docs/images/house.svg'), 'utf8')
    expect([...product, ...plumbing, ...entrances].filter((room) => !picture.includes(`>${room}</text>`))).toEqual([])
  })

  test('files at the top that are no roots know no room of the product', () => {
    expect(breaches(({ file, room }, target) => room === '' && !roots.includes(file) && product.includes(roomOf(target)))).toEqual([])
  })

  test('plumbing knows nothing of the product, but whose rows its own are', () => {
    expect(breaches(({ file, room }, target) => plumbing.includes(room) && product.includes(roomOf(target)) && !owners[file]?.includes(target))).toEqual([])
  })

  test('nobody but the roots and the entrances knows a root', () => {
    expect(breaches(({ file, room }, target) => roots.includes(target) && !roots.includes(file) && !entrances.includes(room))).toEqual([])
  })

  test('what a file is shows in what stands in it', () => {
    const isThere = (kind: string) => sources.some(({ file }) => kindsOf(file).includes(kind))
    expect(Object.keys(kinds).map((kind) => [kind, isThere(kind)])).toEqual(Object.keys(kinds).map((kind) => [kind, true]))
    expect(kindsOf('draw/pre-flight-page.tsx')).toContain('page')
    expect(kindsOf('draw/feasibility-part.tsx')).toContain('part')
  })

  test('rooms use each other’s nouns and verbs, never each other’s routes, pages, parts, forms, reads or e-mails', () => {
    expect(
      breaches(({ room }, target) => product.includes(room) && product.includes(roomOf(target)) && roomOf(target) !== room && kindsOf(target).length > 0),
    ).toEqual([])
  })

  test('only the app mounts routes', () => {
    expect(breaches(({ file }, target) => kindsOf(target).includes('route') && product.includes(roomOf(target)) && file !== 'app.tsx')).toEqual([])
  })

  test('commands and the doctor show no page, and nobody but the roots calls them', () => {
    expect(breaches(({ room }, target) => entrances.includes(room) && kindsOf(target).some((kind) => ['route', 'page', 'form'].includes(kind)))).toEqual([])
    expect(breaches(({ file, room }, target) => entrances.includes(roomOf(target)) && !roots.includes(file) && !entrances.includes(room))).toEqual([])
  })

  test('the engine of the draw imports nothing but itself', () => {
    expect(breaches(({ file }, target) => file.startsWith('draw/engine/') && !target.startsWith('draw/engine/'))).toEqual([])
    expect(sources.filter(({ file, text }) => file.startsWith('draw/engine/') && /from '[^.]/.test(text)).map(({ file }) => file)).toEqual([])
  })

  test('migrations import no entity', () => {
    const files = readdirSync(join(root, 'migrations'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    expect(files.filter((file) => readFileSync(join(root, 'migrations', file), 'utf8').includes('/src/'))).toEqual([])
  })
})

describe('where things live', () => {
  test('Hono stays in routes, guards and the web room', () => {
    expect(
      filesWith(/from 'hono|AppContext/, []).filter((file) => {
        const isGuard = /(^|\/)guards?\.tsx?$|^auth\/(known-browser|requester|stay)\.ts$|^accounts\/proof-of-identity\.ts$/.test(file)
        return !kindsOf(file).includes('route') && !isGuard && !file.startsWith('web/')
      }),
    ).toEqual([])
  })

  test('pages, e-mails and forms touch no database', () => {
    expect(
      breaches(
        ({ file, room }, target) =>
          room !== 'web' && kindsOf(file).some((kind) => ['page', 'part', 'form', 'email'].includes(kind)) && roomOf(target) === 'database',
      ),
    ).toEqual([])
  })

  test('SQL stands in `database/` and migrations alone', () => {
    const sql = /[`'"(]\s*(select\s.*?\sfrom\s|insert into\s|update \w+ set\s|delete from\s)/is
    const inStrings = ({ code }: Source) => [...code.matchAll(/`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'/gs)].some(([text]) => sql.test(text))
    expect(sources.filter((source) => source.room !== 'database' && inStrings(source)).map(({ file }) => file)).toEqual([])
  })

  test('identifiers in paths are read by guards alone, which look for whose they are', () => {
    expect(filesWith(/req\.param\(/, ['exchanges/guards.ts', 'participants/guards.ts', 'web/path-parameter.ts'])).toEqual([])
    expect(filesWith(/pathParameter\(c, '(id|exchangeId|participantId)'\)/, [])).toEqual([])
  })

  test('what people do is refused by codes, and caught in one place', () => {
    expect(filesWith(/new RuleBroken\((?!\{ code: '|refusal\)|\{ code \})/, [])).toEqual([])
    expect(filesWith(/instanceof RuleBroken/, ['outcome.ts', 'web/failure.tsx'])).toEqual([])
  })

  test('time, chance and settings come in by the door', () => {
    expect(filesWith(/new Date\(\)|Date\.now\(|Temporal\.Now|Math\.random\(|process\.env/, ['world.ts', 'settings.ts'])).toEqual([])
    expect(filesWith(/randomBytes|randomUUID|randomInt/, ['world.ts', 'vault.ts', 'auth/password.ts']).filter((file) => !usesWorld(file))).toEqual([])
  })

  test('htmx’s headers are known in one place', () => {
    expect(filesWith(/['"]HX-/, ['web/answer.tsx'])).toEqual([])
  })

  test('raw markup comes in by one door, used by the e-mails’ style sheet alone', () => {
    expect(filesWith(/[^.\w]raw\(/, ['html/jsx-runtime.ts', 'mail/layout.tsx'])).toEqual([])
  })

  test('addresses of the site are made in paths.ts; routes alone spell them out', () => {
    expect(filesWith(/['"`]\/(admin|participant|exchange|auth|reminders|setup)\b/, ['paths.ts']).filter((file) => !kindsOf(file).includes('route'))).toEqual([])
  })

  test('no file is too long to read in one sitting', () => {
    const lines = sources.map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
    const median = lines.map((one) => one.lines).sort((a, b) => a - b)[Math.floor(lines.length / 2)]
    console.log(`${lines.length} files, ${lines.reduce((sum, one) => sum + one.lines, 0)} lines, median ${median}`)
    expect(lines.filter((one) => one.lines > 200).map(({ file }) => file)).toEqual([])
  })

  test('no function is too long to read in one look', () => {
    const long = sources.flatMap(({ file, text }) =>
      functionsIn(file, text)
        .filter(({ lines }) => lines > 50)
        .map(({ name, lines }) => `${file}: ${name}, ${lines} lines`),
    )
    expect(long).toEqual([])
  })

  test('no room is a drawer for everything', () => {
    expect(
      sources.filter(({ file, text }) => /(^|\/)(utils?|helpers?|lib|common|index)(\/|\.)/.test(file) || /^export \* from/m.test(text)).map(({ file }) => file),
    ).toEqual([])
  })
})

/** The world hands chance out; taking it from there is the door. */
function usesWorld(file: string): boolean {
  const { text } = known.get(file) as Source
  return !/node:crypto'/.test(text) || !/import \{[^}]*random/.test(text)
}

/** Whether a file makes markup of its own, whatever it and its functions are called. */
function hasMarkup(file: string): boolean {
  if (!file.endsWith('.tsx')) return false
  let isThere = false
  const note = () => {
    isThere = true
  }
  new Visitor({ JSXElement: note, JSXFragment: note }).visit(parseSync(file, (known.get(file) as Source).text).program)
  return isThere
}

/** Every function of a file, those inside of others too, and how many lines it has from its name to its closing brace. */
function functionsIn(file: string, text: string): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = []
  const note = ({ start, end, id }: { start: number; end: number; id?: { name: string } | null }) => {
    found.push({ name: id?.name ?? 'a function', lines: text.slice(start, end).split('\n').length })
  }
  const { program, errors } = parseSync(file, text)
  expect(errors, file).toEqual([])
  new Visitor({ FunctionDeclaration: note, FunctionExpression: note, ArrowFunctionExpression: note }).visit(program)
  return found
}
