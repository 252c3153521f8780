import { defineConfig } from '@mikro-orm/sqlite'
import { ormOptions } from './src/database/orm.ts'
import { entities } from './src/entities.ts'

/** For `npm run migration:create`, which compares the entities with the migrated database in `dbName`. */
export default defineConfig({ ...ormOptions('sqlite', entities), dbName: process.env.MIGRATION_DATABASE ?? 'data/development.sqlite' })
