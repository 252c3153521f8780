import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const product = ['accounts', 'exchanges', 'registration', 'participants', 'draw', 'outbox']
const plumbing = ['auth', 'mail', 'jobs', 'web', 'html', 'ui', 'database', 'language', 'metrics']
/** Rooms that stand beside the app, as other ways in: they use whatever they like but its pages, and nobody uses them. */
const entrances = ['commands', 'doctor']

/** What plumbing may know of the product: the nouns, since its rows belong to them, and the clock's verbs. */
const nouns = [
  'accounts/account.ts',
  'accounts/tell-of-backups.ts',
  'exchanges/exchange.ts',
  'exchanges/exchange-states.ts',
  'exchanges/due-transitions.ts',
  'exchanges/notice.ts',
  'exchanges/notification-preference.ts',
  'exchanges/purge.ts',
  'exchanges/tell-organiser.ts',
  'participants/participant.ts',
  'participants/remind.ts',
  'draw/draw-repair.ts',
  'draw/exclusion-rule.ts',
  'draw/household.ts',
  'draw/match.ts',
]

type Source = { file: string; room: string; text: string; imports: string[] }

const sources: Source[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => {
    const text = readFileSync(join(root, 'src', file), 'utf8')
    const imports = [...text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)].map(([, fixed, dynamic]) =>
      normalize(join(dirname(file), (fixed ?? dynamic) as string)),
    )
    return { file, room: file.includes('/') ? (file.split('/')[0] as string) : '', text, imports }
  })

/** Every import that `isBreach` objects to, as “who → what”. */
function breaches(isBreach: (source: Source, target: string) => boolean): string[] {
  return sources.flatMap((source) => source.imports.filter((target) => isBreach(source, target)).map((target) => `${source.file} → ${target}`))
}

/** Files whose text, comments aside, matches. */
function filesWith(pattern: RegExp, allowed: string[]): string[] {
  const isPlain = (text: string) => pattern.test(text.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, ''))
  return sources.filter(({ file, text }) => isPlain(text) && !allowed.includes(file)).map(({ file }) => file)
}

const roomOf = (target: string) => target.split('/')[0] as string

describe('who may import whom', () => {
  test('every room is known', () => {
    expect([...new Set(sources.map(({ room }) => room))].filter((room) => room !== '' && ![...product, ...plumbing, ...entrances].includes(room))).toEqual([])
  })

  test('every room is in the picture of the house', () => {
    const picture = readFileSync(join(root, 'docs/images/house.svg'), 'utf8')
    expect([...product, ...plumbing, ...entrances].filter((room) => !picture.includes(`>${room}</text>`))).toEqual([])
  })

  test('plumbing knows no page of the product', () => {
    expect(breaches(({ room }, target) => plumbing.includes(room) && product.includes(roomOf(target)) && !nouns.includes(target))).toEqual([])
  })

  test('rooms use each other’s nouns and verbs, never each other’s routes, pages, forms, reads or e-mails', () => {
    expect(
      breaches(
        ({ room }, target) =>
          product.includes(room) &&
          product.includes(roomOf(target)) &&
          roomOf(target) !== room &&
          /\/([a-z-]*routes|pages|[a-z]+-page|forms|reads|emails)\.tsx?$/.test(target),
      ),
    ).toEqual([])
  })

  test('only the app mounts routes, and only the entrance starts the app', () => {
    expect(breaches(({ file }, target) => /routes\.tsx$/.test(target) && file !== 'app.tsx')).toEqual([])
    const start = ['app.tsx', 'server.ts', 'commands.ts', 'cli.ts']
    expect(breaches(({ file }, target) => start.includes(target) && ![...start, 'commands/serve.ts'].includes(file))).toEqual([])
  })

  test('commands and the doctor show no page, and nobody but the entrance calls them', () => {
    expect(breaches(({ room }, target) => entrances.includes(room) && /\/([a-z-]*routes|pages|[a-z-]+-page|forms)\.tsx?$/.test(target))).toEqual([])
    expect(breaches(({ file, room }, target) => entrances.includes(roomOf(target)) && file !== 'commands.ts' && !entrances.includes(room))).toEqual([])
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
      filesWith(/from 'hono|AppContext/, []).filter(
        (file) => !/(^app\.tsx|routes\.tsx|^auth\/(guards|known-browser|requester|recent-password)\.ts|^web\/.*)$/.test(file),
      ),
    ).toEqual([])
  })

  test('pages, e-mails and forms touch no database', () => {
    expect(breaches(({ file }, target) => /\/(pages|[a-z]+-page|emails|forms)\.tsx?$/.test(file) && roomOf(target) === 'database')).toEqual([])
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
    expect(filesWith(/['"`]\/(admin|participant|exchange|auth|reminders|setup)\b/, ['paths.ts']).filter((file) => !file.endsWith('routes.tsx'))).toEqual([])
  })

  test('no file is too long to read in one sitting', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 250).map(({ file }) => file)
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
  const { text } = sources.find((source) => source.file === file) as Source
  return !/node:crypto'/.test(text) || !/import \{[^}]*random/.test(text)
}
