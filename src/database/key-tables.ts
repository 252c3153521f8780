/** The tables that a backup holds only where its maker asks for it: keys that are destroyed so that what they sealed can't be opened any more, in older backups either. */
export const keyTables: readonly string[] = ['exchange_key']
