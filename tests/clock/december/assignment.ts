/** A number for each two of so many people, in both orders. */
export type Scores = number[][]

/**
 * The best assignment of columns to rows, one each: those whose scores add up to the most. By the Hungarian algorithm with potentials, O(n³) (Kuhn 1955; Munkres 1957).
 */
export function bestAssignment(scores: Scores): number[] {
  const size = scores.length
  const [rowPotential, columnPotential] = [new Array<number>(size + 1).fill(0), new Array<number>(size + 1).fill(0)]
  // Rows and columns are counted from 1; 0 stands for none.
  const rowOf = new Array<number>(size + 1).fill(0)
  const cost = (row: number, column: number) => -(scores[row - 1]?.[column - 1] ?? 0) - (rowPotential[row] ?? 0) - (columnPotential[column] ?? 0)
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row
    const least = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY)
    const [cameFrom, isDone] = [new Array<number>(size + 1).fill(0), new Array<boolean>(size + 1).fill(false)]
    let column = 0
    do {
      isDone[column] = true
      const from = rowOf[column] as number
      let [next, delta] = [0, Number.POSITIVE_INFINITY]
      for (let other = 1; other <= size; other++) {
        if (isDone[other]) continue
        const reduced = cost(from, other)
        if (reduced < (least[other] as number)) [least[other], cameFrom[other]] = [reduced, column]
        if ((least[other] as number) < delta) [delta, next] = [least[other] as number, other]
      }
      for (let other = 0; other <= size; other++) {
        if (isDone[other]) {
          rowPotential[rowOf[other] as number] = (rowPotential[rowOf[other] as number] as number) + delta
          columnPotential[other] = (columnPotential[other] as number) - delta
        } else least[other] = (least[other] as number) - delta
      }
      column = next
    } while (rowOf[column] !== 0)
    for (; column !== 0; column = cameFrom[column] as number) rowOf[column] = rowOf[cameFrom[column] as number] as number
  }
  const columnOf = new Array<number>(size).fill(-1)
  for (let column = 1; column <= size; column++) columnOf[(rowOf[column] as number) - 1] = column - 1
  return columnOf
}
