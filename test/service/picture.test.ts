import { expect } from "chai";
import { Picture } from "../../provider/service/picture.js";

interface Item {
  readonly id: string;
  readonly values: string;
}

const item = (id: string, values = ""): Item => ({ id, values });
const adding = (value: string) => (before: Item) => ({ ...before, values: before.values + value });
const newPicture = () => new Picture<Item>(({ id }) => id);

describe("The picture of a noun", () => {
  it("has every write that was done while a call was under way, in their order", () => {
    const picture = newPicture();
    const fetch = picture.begin(1);
    for (const value of ["x", "y", "z"]) {
      picture.amend("A", adding(value));
    }
    picture.learn(fetch, "a", item("a"));
    expect(picture.recall("a", 1)).to.deep.equal({ item: item("a", "xyz"), asOf: 1 });
  });

  it("knows nothing of an item that was written while a list without it was under way: it may be new", () => {
    const picture = newPicture();
    const fetch = picture.begin(1);
    picture.amend("a", adding("x"));
    picture.learnAll(fetch, [item("b")]);
    picture.forget(fetch);
    expect(picture.recall("a", 1)).to.equal(undefined);
    expect(picture.isComplete(1)).to.equal(false);
    expect(picture.recall("b", 1)).to.deep.equal({ item: item("b"), asOf: 1 });
  });

  it("knows an item as gone that a whole list does not have", () => {
    const picture = newPicture();
    picture.learnAll(picture.begin(1), [item("b")]);
    expect(picture.recall("a", 1)).to.deep.equal({ item: undefined, asOf: 1 });
    expect(picture.recall("a", 2)).to.equal(undefined);
  });

  it("has no item where a call found none", () => {
    const picture = newPicture();
    picture.learnAll(picture.begin(1), [item("b")]);
    picture.learn(picture.begin(2), "a", undefined);
    expect(picture.items()).to.deep.equal([item("b")]);
    expect(picture.recall("a", 2)).to.deep.equal({ item: undefined, asOf: 2 });
  });

  it("has a write once that was done after the call had answered for the item, and not yet for others", () => {
    const picture = newPicture();
    const fetch = picture.begin(1);
    picture.amend("a", adding("x"));
    picture.learn(fetch, "a", item("a"));
    picture.amend("a", adding("y"));
    expect(picture.latest("a")).to.deep.equal(item("a", "xy"));
  });

  it("works out what was written once, when somebody asks", () => {
    const picture = newPicture();
    picture.learn(picture.begin(1), "a", item("a"));
    let workedOut = 0;
    for (const value of ["x", "y", "z"]) {
      picture.amend("a", (before) => {
        workedOut += 1;
        return adding(value)(before);
      });
    }
    expect(workedOut).to.equal(0);
    expect(picture.items()).to.deep.equal([item("a", "xyz")]);
    expect(picture.latest("A")).to.deep.equal(item("a", "xyz"));
    expect(workedOut).to.equal(3);
  });

  it("knows nothing of an item that was written and that a call did not find: one of the two is late", () => {
    const picture = newPicture();
    const fetch = picture.begin(1);
    picture.amend("a", adding("x"));
    picture.learn(fetch, "a", undefined);
    expect(picture.recall("a", 1)).to.equal(undefined);
  });
});
