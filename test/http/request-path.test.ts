import { expect } from "chai";
import { buildPath } from "../../provider/http/request-path.js";

describe("the path of a call", () => {
  it("has every segment and parameter encoded", () => {
    expect(buildPath(["a/b", "c d"], { "x y": "1&2", z: "=" })).to.equal("/a%2Fb/c%20d?x%20y=1%262&z=%3D");
  });

  for (const segment of ["", ".", ".."]) {
    it(`has no segment "${segment}"`, () => {
      expect(() => buildPath(["api", segment])).to.throw(
        RangeError,
        `"${segment}" cannot be part of an address`,
      );
    });
  }

  it("has no half of a character, in segments or in the query", () => {
    const reason = "a text with half a character (a lone surrogate) cannot be part of an address";
    expect(() => buildPath(["\udc00"])).to.throw(RangeError, reason);
    expect(() => buildPath(["a"], { q: "\ud800" })).to.throw(RangeError, reason);
    expect(buildPath(["\u{1F600}"])).to.equal("/%F0%9F%98%80");
  });
});
