import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import type * as UserAgent from "../../provider/http/user-agent.js";

describe("the name of this client", () => {
  it("is the package's, with its version", () => {
    const load = createRequire(__filename);
    const path = load.resolve("../../provider/http/user-agent.js");
    // The module remembers what it has read once.
    Reflect.deleteProperty(load.cache, path);
    const { userAgent } = load(path) as typeof UserAgent;
    const manifest = readFileSync(load.resolve("pulumi-msp360/package.json"), "utf8");
    const { version } = JSON.parse(manifest) as { readonly version: string };
    expect([userAgent(), userAgent()]).to.deep.equal(Array(2).fill(`pulumi-msp360/${version}`));
  });
});
