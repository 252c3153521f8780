import type { EntityClass, EntityMetadata, EntityProperty, RequiredEntityData } from '@mikro-orm/core'
import type { World } from '../world.ts'
import { engineOf, type Value } from './engine.ts'
import type { EntityManager } from './orm.ts'
import { stampsOf } from './timestamps.ts'

/** A class of entities. One with a rule of its own throws in `mustBeValid` for a row that breaks it; its hooks ask the same function. */
type Made<Entity> = EntityClass<Entity> & { mustBeValid?(row: RequiredEntityData<Entity>): void }

/** Well below what either database takes in one statement. */
const mostValues = 2000

/**
 * Makes rows as `em.create` and a flush do, in their order, in the caller's transaction, by one statement for as many as it takes: for those that
 * are many, or made on every visit, which the unit of work takes five times as long for. Throws what the entity throws for a row that is not valid.
 */
export async function insert<Entity extends { id: string }>(
  em: EntityManager,
  world: Pick<World, 'now'>,
  entity: Made<Entity>,
  rows: readonly RequiredEntityData<Entity>[],
): Promise<void> {
  if (!em.isInTransaction()) throw new Error('Rows are made in a transaction.')
  const { className, tableName, comparableProps } = em.getMetadata().get(entity) as EntityMetadata
  const columns = comparableProps.map(({ fieldNames }) => fieldNames[0]).join(', ')
  const stamps = stampsOf(className, world)
  const most = Math.floor(mostValues / comparableProps.length)
  for (let start = 0; start < rows.length; start += most) {
    const some = rows.slice(start, start + most)
    const places = some.map(() => `(${comparableProps.map(() => '?').join(', ')})`).join(', ')
    const values = some.flatMap((row) => {
      entity.mustBeValid?.(row)
      return comparableProps.map((property) => columnValue({ ...stamps, ...row }, property))
    })
    await em.getKysely().executeQuery(engineOf(em).bind(`insert into "${tableName}" (${columns}) values ${places}`, values))
  }
}

function columnValue(row: Readonly<Record<string, unknown>>, { name, default: byDefault = null }: EntityProperty): Value {
  const value = row[name] === undefined ? byDefault : row[name]
  // A reference stands for its identifier.
  return value !== null && typeof value === 'object' && 'id' in value ? (value.id as string) : (value as Value)
}
