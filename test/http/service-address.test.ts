import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect } from "chai";
import { InsecureAddressError } from "../../provider/http/errors.js";
import { readServiceAddress } from "../../provider/http/service-address.js";

describe("the service's address", () => {
  for (const address of [
    "https://api.mspbackups.com",
    "https://mspbackups.com/mbsapi/",
    "http://localhost:8080",
    "http://127.0.0.1:1",
    "http://127.9.8.7",
    "http://[::1]:80",
  ]) {
    it(`may be ${address}`, () => {
      expect(readServiceAddress(address).basePath).to.match(/^(\/mbsapi)?$/);
    });
  }

  for (const address of [
    "http://api.mspbackups.com",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://10.0.0.1",
    "ftp://localhost",
    "file:///etc/passwd",
    "api.mspbackups.com",
    "https://me:hidden@api.mspbackups.com",
    "https://api.mspbackups.com?x=1",
    "",
  ]) {
    it(`may not be "${address}", and the error shows no login`, () => {
      expect(() => readServiceAddress(address)).to.throw(InsecureAddressError, /^(?!.*hidden)/);
    });
  }

  it("and the errors can be loaded without loading the HTTP library", () => {
    const folder = JSON.stringify(resolve(__dirname, "../../provider/http"));
    const program = `for (const file of ["errors", "settings"]) require(${folder} + "/" + file + ".js");
      process.stdout.write(Object.keys(require.cache).filter((file) => file.includes("node_modules")).join())`;
    expect(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })).to.equal("");
  });
});
