import { expect } from "chai";
import { isThisMachine, splitTarget } from "../../simulator/incoming.js";

describe("an incoming request", () => {
  it("comes from this machine when its address is a loopback one", () => {
    for (const address of ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"]) {
      expect(isThisMachine(address), address).to.equal(true);
    }
    for (const address of ["10.0.0.127", "1127.0.0.1", "::12", "fe80::1", "::ffff:10.0.0.1", undefined]) {
      expect(isThisMachine(address), address).to.equal(false);
    }
  });

  it("keeps its path as it was sent, apart from the query", () => {
    const { path, query } = splitTarget("/API/Users/a%2Fb?UserID=%C3%A9&x=1?");
    expect(path).to.equal("/API/Users/a%2Fb");
    expect([...query]).to.deep.equal([
      ["UserID", "é"],
      ["x", "1?"],
    ]);
  });
});
