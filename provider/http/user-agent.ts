import { readFileSync } from "node:fs";

let known: string | undefined;

/** How this client introduces itself: `pulumi-msp360/<version>`. */
export function userAgent(): string {
  known ??= `pulumi-msp360/${readVersion()}`;
  return known;
}

function readVersion(): string {
  // By the package's own name, so that it is found from wherever the compiled file lies.
  const manifest = readFileSync(require.resolve("pulumi-msp360/package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
