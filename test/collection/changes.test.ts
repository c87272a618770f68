import { expect } from "chai";
import { FakeThings } from "./fake-things.js";
import { declared, held, unconfirmed } from "./things.js";

const fault = new Error("refused");
const done = { superseded: [], failures: [] };
const lamp = held("a", "kim/lamp");

describe("Bringing a collection to what is declared", () => {
  it("creates and changes first, and removes only when all of that has ended", async () => {
    const fake = new FakeThings().has(lamp, held("b", "kim/desk"));
    const wanted = [declared("b", "kim/desk", 2), declared("c", "jo/bed"), declared("d", "jo/lamp")];
    const result = await fake.bring([lamp, held("b", "kim/desk")], wanted);
    expect(result).to.deep.equal({
      ...done,
      members: [held("c", "jo/bed"), held("d", "jo/lamp"), held("b", "kim/desk", 2)],
    });
    expect(fake.writes).to.deep.equal([
      "create jo/bed",
      "create jo/lamp",
      "change kim/desk",
      "remove kim/lamp",
    ]);
    expect(fake.told).to.deep.equal([]);
  });

  it("sends as many at once as the configuration allows", async () => {
    const fake = new FakeThings();
    await fake.bring(
      [],
      ["a", "b", "c", "d", "e"].map((key) => declared(key, `kim/${key}`)),
    );
    expect(fake.mostAtOnce).to.equal(3);
  });

  it("reports long work by its kind and number, and short work not", async () => {
    const fake = new FakeThings().has(lamp);
    fake.writeTime = 2_500;
    await fake.bring([lamp], [declared("b", "jo/bed"), declared("c", "jo/desk")]);
    expect(fake.told).to.deep.equal([
      "progress: Creating and changing 2 things: 0 done, 0 failed, 2 remaining, 0.0 a second.",
      "progress: Removing 1 things: 0 done, 0 failed, 1 remaining, 0.0 a second.",
    ]);
  });

  it("counts in its reports what failed", async () => {
    const fake = new FakeThings();
    fake.writeTime = 1_900;
    fake.failing.set("create kim/a", fault);
    const wanted = ["a", "b", "c", "d"].map((key) => declared(key, `kim/${key}`));
    await fake.bring([], wanted);
    expect(fake.told[0]).to.match(/: 2 done, 1 failed, 1 remaining/);
  });

  it("sends nothing for a new key, and holds the object under it", async () => {
    const fake = new FakeThings().has(lamp);
    expect(await fake.bring([lamp], [declared("z", "kim/lamp")])).to.deep.equal({
      ...done,
      members: [{ ...lamp, key: "z" }],
    });
    expect(fake.writes).to.deep.equal([]);
  });

  it("takes over what exists only where that is allowed or the object may be its own", async () => {
    const fake = new FakeThings();
    await fake.bring([unconfirmed("a", "kim/lamp")], [declared("a", "kim/lamp"), declared("b", "jo/bed")]);
    expect(fake.writes).to.have.members(["adopt kim/lamp", "create jo/bed"]);
    const allowed = new FakeThings();
    await allowed.bring([], [declared("b", "jo/bed")], { adopt: true });
    expect(allowed.writes).to.deep.equal(["adopt jo/bed"]);
  });

  it("creates anew what is gone, without taking anything over", async () => {
    const fake = new FakeThings();
    const result = await fake.bring([lamp], [declared("a", "kim/lamp", 2)], { adopt: true });
    expect(result).to.deep.equal({ ...done, members: [held("a", "kim/lamp", 2)] });
    expect(fake.writes).to.deep.equal(["create kim/lamp"]);
  });

  it("counts a removal of what is gone as done", async () => {
    expect(await new FakeThings().bring([lamp], [])).to.deep.equal({ ...done, members: [] });
  });
});

describe("An object that another resource of the program declares", () => {
  it("stays, is told, and is no longer held", async () => {
    const desk = held("b", "kim/desk");
    const fake = new FakeThings().has(lamp, desk);
    expect(await fake.bring([lamp, desk], [], { elsewhere: ["kim/lamp"] })).to.deep.equal({
      ...done,
      members: [],
    });
    expect(fake.writes).to.deep.equal(["remove kim/desk"]);
    expect(fake.told).to.deep.equal([
      'warning: 1 things stay, because the program declares them by other resources: "a".',
    ]);
  });
});
