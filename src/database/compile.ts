import { MikroKyselyPlugin } from '@mikro-orm/sqlite'
import {
  AliasNode,
  BinaryOperationNode,
  type Kysely,
  type OperationNode,
  type OperationNodeSource,
  OperationNodeTransformer,
  OperatorNode,
  type QueryId,
  RawNode,
  type RootOperationNode,
  SelectionNode,
  type SelectQueryNode,
  ValueNode,
} from 'kysely'
import { converterOf, nameOf, scopeOf, typeOf } from './column-types.ts'
import type { Engine, Value } from './engine.ts'
import type { EntityManager } from './orm.ts'
import type { Tables } from './query.ts'

/** What a placeholder stands for when the statement runs. */
export type Parameter = Value | readonly Value[]

/** A statement in the database's own words. */
export type Compiled = {
  sql: string
  isRead: boolean
  /** The values of the statement's question marks, in their order. */
  bind(given: Readonly<Record<string, Parameter>>): Value[]
  /** Gives rows their JavaScript values, in place. */
  convert(rows: unknown[]): unknown[]
}

/** Stands for the value of that name until the statement runs. */
class Placeholder {
  isList = false
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Build<Values> = (db: Kysely<Tables>, given: Values) => OperationNodeSource

/** Compiles what `build` builds for the database of `em`. */
export function compile<Values>(em: EntityManager, engine: Engine, build: Build<Values>): Compiled {
  const db = em.getKysely<Tables>()
  const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) }) as Values
  const built = build(db, placeholders).toOperationNode() as RootOperationNode
  // MikroORM would not find its columns.
  if (built.kind === 'UpdateQueryNode' && built.table && AliasNode.is(built.table)) throw new Error('A table that is updated has no alias.')
  const { node, convert } = withNames(new Lists(engine).transformNode(built), em)
  const queryId = { queryId: 'compiled once' } as QueryId
  const named = new MikroKyselyPlugin(em, { tableNamingStrategy: 'entity', columnNamingStrategy: 'property' }).transformQuery({ node, queryId })
  const { sql, parameters } = db.getExecutor().compileQuery(named, queryId)
  return {
    sql: sql,
    isRead: node.kind === 'SelectQueryNode',
    bind: (given) =>
      parameters.map((parameter) => {
        if (!(parameter instanceof Placeholder)) return parameter as Value
        const value = given[parameter.name] as Parameter
        return parameter.isList ? engine.lists.value(value as readonly Value[]) : (value as Value)
      }),
    convert,
  }
}

/** Gives each selected column the name of its property, and the rows its converter. */
function withNames(node: RootOperationNode, em: EntityManager): { node: RootOperationNode; convert: Compiled['convert'] } {
  const selections = node.kind === 'SelectQueryNode' ? node.selections : 'returning' in node ? node.returning?.selections : undefined
  if (!selections) return { node, convert: (rows) => rows }
  const scope = scopeOf(node as SelectQueryNode, em)
  const named = selections.map(({ selection }) => {
    const name = nameOf(selection)
    return { name, type: typeOf(selection, scope), node: SelectionNode.create(AliasNode.is(selection) ? selection : aliased(selection, name)) }
  })
  const renamed = named.map((one) => one.node)
  const convert = converterOf(named)
  if (node.kind === 'SelectQueryNode') return { node: { ...node, selections: renamed }, convert }
  return { node: { ...node, returning: { kind: 'ReturningNode', selections: renamed } } as RootOperationNode, convert }
}

function aliased(selection: OperationNode, name: string): AliasNode {
  return AliasNode.create(selection, { kind: 'IdentifierNode', name } as OperationNode)
}

/** Lets one placeholder hold a list of any length, so that its statement is the same for all of them. */
class Lists extends OperationNodeTransformer {
  private readonly engine: Engine
  constructor(engine: Engine) {
    super()
    this.engine = engine
  }
  protected override transformBinaryOperation(node: BinaryOperationNode, queryId?: QueryId): BinaryOperationNode {
    const { operator, leftOperand, rightOperand } = node
    const isIn = OperatorNode.is(operator) && (operator.operator === 'in' || operator.operator === 'not in')
    if (!isIn || !ValueNode.is(rightOperand) || !(rightOperand.value instanceof Placeholder)) return super.transformBinaryOperation(node, queryId)
    rightOperand.value.isList = true
    const [compared, before, after] = this.engine.lists[operator.operator === 'in' ? 'in' : 'not in']
    const values = RawNode.create([before, after], [rightOperand])
    return BinaryOperationNode.create(this.transformNode(leftOperand, queryId), RawNode.createWithSql(compared), values)
  }
}
