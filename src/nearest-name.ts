/** Changes of one letter, and swaps of two, that make one name of the other. */
function stepsBetween(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_row, row) =>
    Array.from({ length: other.length + 1 }, (_cell, cell) => (row === 0 ? cell : cell === 0 ? row : 0)),
  );
  const at = (row: number, cell: number): number => table[row]?.[cell] ?? 0;
  for (let row = 1; row <= one.length; row += 1) {
    for (let cell = 1; cell <= other.length; cell += 1) {
      const differs = one[row - 1] === other[cell - 1] ? 0 : 1;
      const swapped = row > 1 && cell > 1 && one[row - 1] === other[cell - 2] && one[row - 2] === other[cell - 1];
      const steps = [at(row - 1, cell) + 1, at(row, cell - 1) + 1, at(row - 1, cell - 1) + differs];
      if (swapped) steps.push(at(row - 2, cell - 2) + 1);
      table[row]?.splice(cell, 1, Math.min(...steps));
    }
  }
  return at(one.length, other.length);
}

/** The name that was likely meant by one that is not known: at most three letters away. `undefined`: none is near. */
export function nearestTo(name: string, names: readonly string[]): string | undefined {
  const [nearest] = names
    .map((each) => ({ each, steps: stepsBetween(name, each) }))
    .filter(({ steps }) => steps <= 3)
    .sort((one, other) => one.steps - other.steps);
  return nearest?.each;
}
