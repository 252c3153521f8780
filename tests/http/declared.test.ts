import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declared } from '../../src/database/query.ts'
import { openHouse } from '../support/house.ts'

const src = join(import.meta.dirname, '../../src')

/** Every module that declares a statement, so that none is missed that no other module imports. */
for (const file of globSync('**/*.{ts,tsx}', { cwd: src, exclude: ['cli.ts', '**/*thread.ts'] })) await import(join(src, file))

test('every declared statement can be prepared, by either database', async () => {
  const house = await openHouse()
  expect(declared.length).toBeGreaterThan(5)
  for (const [index, { compiledFor }] of declared.entries()) {
    const { sql } = compiledFor(house.services.orm.em)
    const prepare = () => house.exec(house.isFile ? `explain ${sql}` : `prepare declared_${index} as ${sql}`)
    expect(prepare, sql).not.toThrow()
  }
})
