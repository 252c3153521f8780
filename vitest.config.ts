import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import './src/language/generate.ts'

const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: '#jsx' } } } as const

/** Each draw starts a thread, for which Node would strip the types of the whole engine anew if it did not keep what it compiled. */
const env = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') }

/** The files that a worker runs share what they load, which took a fifth of the time; every test has a house of its own. */
const together = { isolate: false }

/** What is the same on every database: words, markup, headers, forms, lists that are read, who may ask for what, and which columns an act changes. */
const ofNoDatabase = [
  ...['access', 'compression', 'every-sentence', 'fragments', 'home-screen', 'hurt-links', 'import-properties', 'import-reading', 'import-slips'],
  ...['calendar', 'editing', 'gifts-secrecy', 'import-choices', 'invitation', 'languages', 'messages-secrecy', 'oidc', 'rehearsal', 'request-log'],
  ...['security', 'tampered', 'times', 'typed', 'wrong-address'],
].map((name) => `tests/http/${name}.test.ts`)

export default defineConfig({
  test: {
    projects: [
      {
        ...jsx,
        test: {
          name: 'unit',
          env,
          ...together,
          testTimeout: 60_000,
          include: ['tests/*/**/*.test.{ts,tsx}'],
          exclude: [
            'tests/e2e/**',
            'tests/http/**',
            'tests/process/**',
            'tests/doors/**',
            'tests/faults/**',
            'tests/gallery/**',
            'tests/clock/**',
            'tests/postgres/**',
          ],
        },
      },
      { ...jsx, test: { name: 'http', env, include: ['tests/http/**/*.test.{ts,tsx}'], ...together, testTimeout: 60_000 } },
      {
        ...jsx,
        test: {
          name: 'postgres',
          env,
          include: ['tests/http/**/*.test.{ts,tsx}', 'tests/postgres/**/*.test.ts'],
          exclude: ofNoDatabase,
          globalSetup: 'tests/support/postgres/setup.ts',
          ...together,
          testTimeout: 600_000,
        },
      },
      { ...jsx, test: { name: 'process', ...together, include: ['tests/process/**/*.test.ts'], testTimeout: 30_000 } },
      { ...jsx, test: { name: 'doors', ...together, env, include: ['tests/doors/**/*.test.ts'], testTimeout: 120_000 } },
      { ...jsx, test: { name: 'clock', ...together, env, include: ['tests/clock/**/*.test.ts'], testTimeout: 600_000 } },
      { ...jsx, test: { name: 'faults', ...together, include: ['tests/faults/**/*.test.ts'], testTimeout: 1_800_000 } },
      {
        ...jsx,
        test: {
          name: 'e2e',
          ...together,
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      { ...jsx, test: { name: 'fixture', include: ['tests/fixtures/*.make.ts'], testTimeout: 60_000 } },
      { ...jsx, test: { name: 'gallery', include: ['tests/gallery/**/*.test.ts'] } },
    ],
  },
})
