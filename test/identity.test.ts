import { expect } from "chai";
import { inDeclaredSpelling, sameId } from "../provider/identity.js";

describe("Ids", () => {
  it("name the same object whatever their case", () => {
    expect(sameId("5F0C-ab", "5f0c-AB")).to.equal(true);
    expect(sameId("5F0C-ab", "5f0c-ac")).to.equal(false);
  });

  it("are not trimmed or reshaped before they are compared", () => {
    expect(sameId("5f0c", " 5f0c")).to.equal(false);
    expect(sameId("5f0c", "{5f0c}")).to.equal(false);
  });

  it("keep the declared spelling where the service says the same id in another case", () => {
    expect(inDeclaredSpelling("ABC", "abc")).to.equal("ABC");
  });

  it("take the service's value where it is another id", () => {
    expect(inDeclaredSpelling("abc", "abd")).to.equal("abd");
  });
});
