import { expect } from "chai";
import * as fc from "fast-check";
import { asPlainJson } from "../../provider/host/results.js";

describe("Results for the dynamic-provider host", () => {
  it("have no undefined at any depth, because the host fails on it after the service has acted", () => {
    expect(asPlainJson({ a: undefined, b: { c: undefined, d: 1 } })).to.deep.equal({ b: { d: 1 } });
    expect(asPlainJson({ list: [undefined, 1] })).to.deep.equal({ list: [null, 1] });
  });

  it("carry a big integer as text", () => {
    expect(asPlainJson({ volume: 2n ** 70n })).to.deep.equal({ volume: "1180591620717411303424" });
  });

  it("have no functions, and dates as text", () => {
    expect(asPlainJson({ call: () => 1, at: new Date(0) })).to.deep.equal({ at: "1970-01-01T00:00:00.000Z" });
  });

  it("are an empty object where there is nothing", () => {
    expect(asPlainJson(undefined)).to.deep.equal({});
    expect(asPlainJson(null)).to.deep.equal({});
  });

  it("carry a property named __proto__ without changing any prototype", () => {
    const result = asPlainJson(JSON.parse('{"__proto__":{"polluted":true},"a":1}'));
    expect(Object.keys(result)).to.deep.equal(["__proto__", "a"]);
    expect(Object.getPrototypeOf(result)).to.equal(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  it("are copies, so that nobody changes what the service remembers", () => {
    const pairs = [{ computerName: "a" }];
    const copy = asPlainJson({ pairs }).pairs;
    expect(copy).to.deep.equal(pairs);
    expect(copy).to.not.equal(pairs);
  });

  it("leave whatever is JSON already as it is", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(asPlainJson(value))).to.equal(text);
        expect(JSON.stringify(asPlainJson(JSON.parse(text)))).to.equal(text);
      }),
    );
  });
});
