/** The cells of the first table after a heading, row by row, without its head. */
export function tableAfter(page: string, heading: string): string[][] {
  const lines = page.split("\n");
  const start = lines.indexOf(heading);
  const first = lines.findIndex((line, index) => index > start && line.startsWith("|"));
  if (start < 0 || first < 0) {
    throw new Error(`There is no table after "${heading}".`);
  }
  const end = lines.findIndex((line, index) => index > first && !line.startsWith("|"));
  return lines.slice(first + 2, end < 0 ? undefined : end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
