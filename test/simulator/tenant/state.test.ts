import { expect } from "chai";
import { parseTenantState, sampleTenant } from "../../../simulator/index.js";
import { findById } from "../../../simulator/tenant/identity.js";

describe("a tenant state", () => {
  it("is valid when it is the sample, of which each call makes a fresh copy", () => {
    expect(parseTenantState(sampleTenant())).to.deep.equal(sampleTenant());
    sampleTenant().users.length = 0;
    expect(sampleTenant().users).to.have.length(3);
  });

  it("survives being written to a file", () => {
    expect(parseTenantState(JSON.parse(JSON.stringify(sampleTenant())))).to.deep.equal(sampleTenant());
  });

  it("is refused with the place of each fault", () => {
    const state = { ...sampleTenant(), packages: [{ ID: "x", Name: "y" }], accounts: undefined };
    expect(() => parseTenantState(state)).to.throw(/accounts: .*packages\.0\.ID: /);
    expect(() => parseTenantState(null)).to.throw(/the whole: /);
  });

  it("is refused for a misspelt property and for an id that is there twice, in whatever case", () => {
    const [user] = sampleTenant().users;
    expect(() => parseTenantState({ ...sampleTenant(), users: [{ ...user, Id: "x" }] })).to.throw(/Id/);
    const twice = [user, { ...user, ID: user?.ID.toUpperCase() }];
    expect(() => parseTenantState({ ...sampleTenant(), users: twice })).to.throw(/ids twice/);
  });
});

describe("a search by id", () => {
  it("finds the right item after the list was changed by hand", () => {
    const list = [{ id: "A" }, { id: "b" }, { id: "c" }];
    const find = (id: string) => findById(list, id, (item) => item.id);
    expect(find("B")).to.equal(list[1]);
    list.shift();
    expect(find("b")).to.equal(list[0]);
    list.push({ id: "d" });
    expect([find("D"), find("a")]).to.deep.equal([list[2], undefined]);
  });
});
