import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: '#jsx' } } } as const

/** Each draw starts a thread, for which Node would strip the types of the whole engine anew if it did not keep what it compiled. */
const env = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') }

export default defineConfig({
  test: {
    projects: [
      {
        ...jsx,
        test: {
          name: 'unit',
          env,
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
      { ...jsx, test: { name: 'http', env, include: ['tests/http/**/*.test.{ts,tsx}'], testTimeout: 60_000 } },
      {
        ...jsx,
        test: {
          name: 'postgres',
          env,
          include: ['tests/http/**/*.test.{ts,tsx}', 'tests/postgres/**/*.test.ts'],
          globalSetup: 'tests/support/postgres/setup.ts',
          testTimeout: 600_000,
        },
      },
      { ...jsx, test: { name: 'process', include: ['tests/process/**/*.test.ts'], testTimeout: 30_000 } },
      { ...jsx, test: { name: 'doors', env, include: ['tests/doors/**/*.test.ts'], testTimeout: 120_000 } },
      { ...jsx, test: { name: 'clock', env, include: ['tests/clock/**/*.test.ts'], testTimeout: 600_000 } },
      { ...jsx, test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], testTimeout: 1_800_000 } },
      { ...jsx, test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } } },
      { ...jsx, test: { name: 'fixture', include: ['tests/fixtures/*.make.ts'], testTimeout: 60_000 } },
      { ...jsx, test: { name: 'gallery', include: ['tests/gallery/**/*.test.ts'] } },
    ],
  },
})
