import { expect } from "chai";
import * as v from "valibot";
import { keysOf, pathTo } from "../../provider/lifecycle/issue-path.js";

const issueOf = (schema: v.GenericSchema, value: unknown) => {
  const [issue] = v.safeParse(schema, value).issues ?? expect.fail("there is no issue");
  return issue;
};

describe("The path of an issue", () => {
  it("is read as the keys that lead to its place", () => {
    const schema = v.object({ list: v.array(v.object({ name: v.string() })) });
    expect(keysOf(issueOf(schema, { list: [{ name: "a" }, { name: 1 }] }))).to.deep.equal([
      "list",
      1,
      "name",
    ]);
  });

  it("has no keys when the whole value is meant", () => {
    expect(keysOf(issueOf(v.string(), 1))).to.deep.equal([]);
  });

  it("is written so that the same keys are read again, below the place of the value itself", () => {
    const inner = v.pipe(
      v.unknown(),
      v.rawTransform(({ dataset: { value }, addIssue }) => {
        addIssue({ path: pathTo(["entries", 2, "id"], value) });
        return value;
      }),
    );
    expect(keysOf(issueOf(inner, {}))).to.deep.equal(["entries", 2, "id"]);
    expect(keysOf(issueOf(v.object({ outer: inner }), { outer: {} }))).to.deep.equal([
      "outer",
      "entries",
      2,
      "id",
    ]);
  });
});
