import { defineConfig } from '@mikro-orm/sqlite'
import { ormOptions } from './src/database/orm.ts'
import { entities } from './src/entities.ts'

/** For `npm run migration:create`, which looks for a configuration named `default` and compares the entities with the migrated database in `dbName`. */
export default defineConfig({ ...ormOptions('sqlite', entities), contextName: 'default', dbName: process.env.MIGRATION_DATABASE ?? 'data/development.sqlite' })
