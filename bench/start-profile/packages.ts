/** The package that a file belongs to; "Node" for its own modules and what V8 calls by a name in brackets. */
export function packageOf(place: string): string {
  if (place.startsWith("node:") || !place.includes("/")) return "Node";
  const parts = place.split("/node_modules/");
  const [first = "", second = ""] = (parts.length > 1 ? (parts.at(-1) ?? "") : "").split("/");
  if (first === "") return "pulumi-msp360";
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** Sums up values by the package of their places. */
export function sumByPackage(values: Iterable<readonly [place: string, value: number]>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [place, value] of values) {
    const name = packageOf(place);
    sums.set(name, (sums.get(name) ?? 0) + value);
  }
  return sums;
}
