import { expect } from "chai";
import { purgeViolations, type DeclaredPurge } from "../../../provider/policy/rules/purges-need-consent.js";

const removal: DeclaredPurge = { purgedBy: "removal", protect: false, userId: "User-1", computers: "all" };
const creation: DeclaredPurge = { ...removal, purgedBy: "creation" };
const named = (...names: string[]) => names.map((computerName) => ({ computerName }));

describe("the rule on purges", () => {
  it("refuses a purge by removal that nothing holds back", () => {
    expect(purgeViolations(removal, {})).to.deep.equal([
      'Destroying this resource would purge the stored data of all computers of user "User-1" for good and nothing holds ' +
        'that back: set the option protect: true, or have {"userId":"User-1"} added to allowedPurges.',
    ]);
  });

  it("refuses a purge by creation without consent, protected or not", () => {
    const [sentence] = purgeViolations(creation, {});
    expect(sentence).to.match(/^Creating this resource purges .* nobody consented to that/);
    expect(purgeViolations({ ...creation, protect: true }, {})).to.deep.equal([sentence]);
  });

  it("accepts a purge by removal that protect holds back", () => {
    expect(purgeViolations({ ...removal, protect: true }, {})).to.deep.equal([]);
  });

  it("accepts any purge of a user that an entry names, without regard to the case of its id", () => {
    const allowedPurges = [{ userId: "USER-1", reason: "contract ended" }];
    for (const purge of [removal, creation, { ...creation, computers: named("PC-1") }]) {
      expect(purgeViolations(purge, { allowedPurges })).to.deep.equal([]);
    }
    expect(purgeViolations({ ...removal, userId: "user-2" }, { allowedPurges })).to.have.length(1);
  });

  it("accepts the named computers only, by their exact names", () => {
    const allowedPurges = [
      { userId: "user-1", computerName: "PC-1" },
      { userId: "user-2", computerName: "PC-2" },
    ];
    expect(purgeViolations({ ...creation, computers: named("PC-1") }, { allowedPurges })).to.deep.equal([]);
    expect(purgeViolations({ ...creation, computers: named("pc-1") }, { allowedPurges })).to.have.length(1);
    expect(purgeViolations({ ...creation, computers: named("PC-1", "PC-2") }, { allowedPurges })[0])
      .to.contain('of computer "PC-2" of user')
      .and.contain('{"userId":"User-1","computerName":"PC-2"} added');
    expect(purgeViolations(creation, { allowedPurges })[0]).to.contain("all computers");
  });

  it("names at most five computers, each once", () => {
    const computers = named("a", "a", "b", "c", "d", "e", "f", "g");
    expect(purgeViolations({ ...creation, computers }, {})[0])
      .to.contain('computers "a", "b", "c", "d", "e" and 2 more')
      .and.contain('{"userId":"User-1","computerName":"a"}, and so on for each, added');
  });

  it("says nothing of what is unknown yet, but refuses what no computer's name could save", () => {
    expect(purgeViolations({ ...creation, userId: undefined }, {})).to.deep.equal([]);
    const unknownComputers = { ...creation, computers: undefined };
    const allowedPurges = [{ userId: "user-1", computerName: "PC-1" }];
    expect(purgeViolations(unknownComputers, { allowedPurges })).to.deep.equal([]);
    expect(purgeViolations(unknownComputers, {})).to.have.length(1);
    expect(purgeViolations({ ...creation, computers: [] }, {})).to.deep.equal([]);
  });
});
