/** The candidate that differs least from the name, when it is near enough to be meant; `undefined` otherwise. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const farthest = Math.min(Math.max(2, Math.floor(name.length / 3)), name.length - 1);
  let nearest: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > farthest) {
      continue;
    }
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= farthest && (nearest === undefined || distance < nearest.distance)) {
      nearest = { candidate, distance };
    }
  }
  return nearest?.candidate;
}

/** Levenshtein distance: how many characters have to be inserted, removed or changed. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
