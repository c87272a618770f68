import { expect } from "chai";
import { DestinationInUseError } from "../../provider/errors.js";
import { FakeThings } from "./fake-things.js";
import { declared, held } from "./things.js";

const inUse = new DestinationInUseError('Thing "lamp" is still assigned to "jo".');
const lamp = held("a", "kim/lamp");
const desk = held("b", "kim/desk");

function whereLampIsInUse(): FakeThings {
  const fake = new FakeThings().has(lamp, desk);
  fake.failing.set("look at kim/lamp", inUse);
  return fake;
}

describe("An object in use that leaves a collection", () => {
  it("is put off without a failure, without its key and with a warning, and keeps nothing else from going", async () => {
    const fake = whereLampIsInUse();
    expect(await fake.bring([lamp, desk], [])).to.deep.equal({
      members: [],
      superseded: [lamp],
      failures: [],
    });
    expect(fake.writes).to.deep.equal(["remove kim/desk"]);
    expect(fake.told).to.deep.equal([
      "warning: 1 of 2 things were not removed, because they are still in use. What this run takes out of use, the next " +
        '"pulumi up" removes.\n"a": Thing "lamp" is still assigned to "jo".',
    ]);
  });

  it("goes the next time when it is not in use any more", async () => {
    const fake = new FakeThings().has(lamp);
    expect(await fake.bring([], [], { overdue: [lamp] })).to.deep.equal({
      members: [],
      superseded: [],
      failures: [],
    });
    expect(fake.told).to.deep.equal([]);
  });

  it("is a failure the next time when it still is, and stays without its key", async () => {
    const fake = whereLampIsInUse();
    expect(await fake.bring([], [], { overdue: [lamp] })).to.deep.equal({
      members: [],
      superseded: [lamp],
      failures: [{ key: "a", error: inUse }],
    });
    expect(fake.told).to.deep.equal([]);
  });

  it("is kept as it is when the program declares it again", async () => {
    const fake = whereLampIsInUse();
    const result = await fake.bring([], [declared("z", "kim/lamp")], { overdue: [lamp] });
    expect(result).to.deep.equal({ members: [{ ...lamp, key: "z" }], superseded: [], failures: [] });
    expect(fake.writes).to.deep.equal([]);
  });

  it("is a failure at once when another reason keeps it from going", async () => {
    const fake = new FakeThings().has(lamp);
    const refused = new Error("refused");
    fake.failing.set("look at kim/lamp", refused);
    expect((await fake.bring([lamp], [])).failures).to.deep.equal([{ key: "a", error: refused }]);
  });
});
