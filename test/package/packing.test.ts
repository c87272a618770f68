import { expect } from "chai";
import { loadTool } from "../tools/tool-modules.js";

interface Packed {
  readonly integrity: string;
  readonly files: readonly { readonly path: string }[];
}

interface Modules {
  readonly packingFaults: (one: Packed, other: Packed) => string[];
}

describe("packing twice", () => {
  const packed = { integrity: "sha512-a", files: [{ path: "a.js" }, { path: "b.js" }] };
  let packingFaults: Modules["packingFaults"];

  before(async () => {
    ({ packingFaults } = await loadTool<Modules>("package/unpack.js"));
  });

  it("has to give the same files with the same contents", () => {
    expect(packingFaults(packed, { ...packed, files: [{ path: "b.js" }, { path: "a.js" }] })).to.deep.equal(
      [],
    );
    expect(packingFaults(packed, { ...packed, integrity: "sha512-b" })).to.deep.equal([
      "Packing twice gave the same files with other contents.",
    ]);
    expect(packingFaults(packed, { ...packed, files: [{ path: "a.js" }, { path: "c.js" }] })).to.deep.equal([
      "Packing twice gave different files: b.js, c.js.",
    ]);
  });
});
