/** Pairs of least cost in all: the Hungarian method by shortest augmenting paths (Jonker and Volgenant, 1987). */

type Numbers = Float64Array | Int32Array;

const at = (numbers: Numbers, index: number): number => numbers[index] ?? 0;

/** Rows and columns count from 1 here; column 0 stands for the row that has none yet. */
type State = {
  rows: Float64Array;
  columns: Float64Array;
  /** Which row has the column; 0 is none. */
  rowOf: Int32Array;
};

type Cost = (row: number, column: number) => number;

type Search = { nearest: Float64Array; cameFrom: Int32Array; isDone: Uint8Array };

/** The column that is reached with the least cost from here on, and that cost. */
const nextColumn = (state: State, search: Search, column: number, cost: Cost): [number, number] => {
  const row = at(state.rowOf, column);
  let [next, least] = [0, Number.POSITIVE_INFINITY];
  for (let other = 1; other < state.columns.length; other += 1) {
    if (search.isDone[other]) continue;
    const reduced = cost(row - 1, other - 1) - at(state.rows, row) - at(state.columns, other);
    if (reduced < at(search.nearest, other)) {
      search.nearest[other] = reduced;
      search.cameFrom[other] = column;
    }
    if (at(search.nearest, other) < least) [next, least] = [other, at(search.nearest, other)];
  }
  return [next, least];
};

/** Lowers what is reached by now, so that the next column costs nothing more. */
const shift = ({ rows, columns, rowOf }: State, { nearest, isDone }: Search, by: number): void => {
  for (let column = 0; column < columns.length; column += 1) {
    if (isDone[column]) {
      const row = at(rowOf, column);
      rows[row] = at(rows, row) + by;
      columns[column] = at(columns, column) - by;
    } else nearest[column] = at(nearest, column) - by;
  }
};

/** Gives the row a column; those on the way move on to another. */
const addRow = (state: State, row: number, cost: Cost): void => {
  const size = state.columns.length;
  const search: Search = {
    nearest: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    cameFrom: new Int32Array(size),
    isDone: new Uint8Array(size),
  };
  state.rowOf[0] = row;
  let column = 0;
  do {
    search.isDone[column] = 1;
    const [next, least] = nextColumn(state, search, column, cost);
    shift(state, search, least);
    column = next;
  } while (at(state.rowOf, column) !== 0);
  while (column !== 0) {
    const before = at(search.cameFrom, column);
    state.rowOf[column] = at(state.rowOf, before);
    column = before;
  }
};

/**
 * A column for each row, so that the costs of all add up to the least. Of several such answers it gives the same one
 * each time.
 * @param rows how many there are; no more than columns
 * @returns the column of each row, both from 0
 */
export const assign = (rows: number, columns: number, cost: Cost): number[] => {
  const state: State = {
    rows: new Float64Array(rows + 1),
    columns: new Float64Array(columns + 1),
    rowOf: new Int32Array(columns + 1),
  };
  for (let row = 1; row <= rows; row += 1) addRow(state, row, cost);
  const columnOf = Array.from({ length: rows }, () => 0);
  for (let column = 1; column <= columns; column += 1) {
    const row = at(state.rowOf, column);
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
};
