import {
  AggregateFunctionNode,
  AliasNode,
  CaseNode,
  ColumnNode,
  FunctionNode,
  IdentifierNode,
  type OperationNode,
  ParensNode,
  ReferenceNode,
  SelectQueryNode,
  type TableNode,
} from 'kysely'
import type { EntityManager } from './orm.ts'

/** What has to be made of a selected value: a date of milliseconds, a boolean of 0 and 1, nothing. */
export type ColumnType = 'date' | 'boolean' | 'as it is'

/** What the columns of each table or subquery of a statement are, by its alias. */
export type Scope = Map<string, (column: string) => ColumnType>

const conditions = ['BinaryOperationNode', 'UnaryOperationNode', 'AndNode', 'OrNode']
/** Functions that give one of their arguments. */
const picking = ['max', 'min', 'coalesce', 'nullif']

/** The tables that a statement selects from, joins or changes. */
export function scopeOf(node: OperationNode, em: EntityManager): Scope {
  const { from, joins = [], table, into } = node as Partial<SelectQueryNode> & { table?: OperationNode; into?: OperationNode }
  const sources = [...(from?.froms ?? []), ...joins.map((join) => join.table), ...[table, into].filter((one) => one !== undefined)]
  return new Map(sources.map((source) => named(source, em)))
}

function named(source: OperationNode, em: EntityManager): [string, (column: string) => ColumnType] {
  const inner = AliasNode.is(source) ? source.node : source
  if (SelectQueryNode.is(inner)) {
    const scope = scopeOf(inner, em)
    const types = new Map(inner.selections?.map(({ selection }) => [nameOf(selection), typeOf(selection, scope)]))
    return [nameOf(source), (column) => types.get(column) ?? 'as it is']
  }
  const entity = tableOf(inner as TableNode)
  const { properties } = em.getMetadata().getByClassName(entity)
  const typeOfProperty = (column: string): ColumnType => {
    const type = properties[column as never] as { runtimeType: string } | undefined
    if (!type) throw new Error(`${entity} has no ${column}.`)
    return type.runtimeType === 'Date' ? 'date' : type.runtimeType === 'boolean' ? 'boolean' : 'as it is'
  }
  return [AliasNode.is(source) ? nameOf(source) : entity, typeOfProperty]
}

function tableOf({ table }: TableNode): string {
  return table.identifier.name
}

/** The name under which a selected value comes out. Throws where there is none. */
export function nameOf(selection: OperationNode): string {
  if (AliasNode.is(selection) && IdentifierNode.is(selection.alias)) return selection.alias.name
  if (ReferenceNode.is(selection) && ColumnNode.is(selection.column)) return selection.column.column.name
  if (ColumnNode.is(selection)) return selection.column.name
  throw new Error('Columns are selected by their names.')
}

/** What has to be made of a selected value. */
export function typeOf(selection: OperationNode, scope: Scope): ColumnType {
  if (AliasNode.is(selection)) return typeOf(selection.node, scope)
  if (ParensNode.is(selection)) return typeOf(selection.node, scope)
  if (conditions.includes(selection.kind)) return isArithmetic(selection) ? 'as it is' : 'boolean'
  if (ReferenceNode.is(selection) || ColumnNode.is(selection)) {
    const source = ReferenceNode.is(selection) && selection.table ? scope.get(tableOf(selection.table)) : [...scope.values()][0]
    return source?.(nameOf(selection)) ?? 'as it is'
  }
  if (FunctionNode.is(selection)) return picks(selection.func) ? typeOf(selection.arguments[0] as OperationNode, scope) : 'as it is'
  if (AggregateFunctionNode.is(selection)) return picks(selection.func) ? typeOf(selection.aggregated[0] as OperationNode, scope) : 'as it is'
  if (CaseNode.is(selection)) return selection.when?.[0]?.result ? typeOf(selection.when[0].result, scope) : 'as it is'
  return 'as it is'
}

function picks(name: string): boolean {
  return picking.includes(name.toLowerCase())
}

function isArithmetic(selection: OperationNode): boolean {
  const { operator } = selection as { operator?: { operator?: string } }
  return ['+', '-', '*', '/', '%', '||', '->', '->>', '&', '|'].includes(operator?.operator ?? '')
}

/** Makes dates and booleans of what rows hold in those columns, in place. */
export function converterOf(selected: readonly { name: string; type: ColumnType }[]): (rows: unknown[]) => unknown[] {
  const dates = selected.filter(({ type }) => type === 'date').map(({ name }) => name)
  const booleans = selected.filter(({ type }) => type === 'boolean').map(({ name }) => name)
  if (dates.length + booleans.length === 0) return (rows) => rows
  return (rows) => {
    for (const row of rows as Record<string, unknown>[]) {
      for (const name of dates) if (row[name] !== null) row[name] = new Date(row[name] as number)
      for (const name of booleans) if (row[name] !== null) row[name] = row[name] === 1
    }
    return rows
  }
}
