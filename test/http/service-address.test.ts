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

  for (const [address, message] of [
    ["nowhere", "msp360:apiUrl is not an address. Give one such as https://api.mspbackups.com."],
    [
      "http://api.example.com:81",
      "msp360:apiUrl would send the password to api.example.com:81 unprotected (http). Use https; http is for this " +
        "machine only.",
    ],
    [
      "file:///etc/passwd",
      "msp360:apiUrl would send the password to another machine unprotected (file). Use https; http is for this " +
        "machine only.",
    ],
    ...[
      "https://me@x.example",
      "https://:hidden@x.example",
      "https://x.example?q",
      "https://x.example#f",
    ].map(
      (address) =>
        [
          address.replace("?q", "?q=1"),
          "msp360:apiUrl for x.example must have no login, query or fragment. Put the login in msp360:login and " +
            "msp360:password.",
        ] as const,
    ),
  ] as const) {
    it(`that is "${address}" is refused with what is wrong and what to give`, () => {
      expect(() => readServiceAddress(address))
        .to.throw(InsecureAddressError)
        .with.property("message", message);
    });
  }

  for (const [address, parts] of [
    [
      "https://api.example.com",
      { origin: "https://api.example.com", basePath: "", port: 443, loopback: false },
    ],
    ["https://api.example.com:8443/a/b//", { host: "api.example.com:8443", basePath: "/a/b", port: 8443 }],
    ["http://localhost", { hostname: "localhost", port: 80, loopback: true }],
    ["http://[::1]:81", { host: "[::1]:81", hostname: "::1", port: 81, loopback: true }],
    ["https://127.0.0.1", { hostname: "127.0.0.1", port: 443, loopback: true }],
  ] as const) {
    it(`${address} is taken apart`, () => {
      expect(readServiceAddress(address)).to.include(parts);
    });
  }

  it("and the errors can be loaded without loading the HTTP library", () => {
    const folder = JSON.stringify(resolve(__dirname, "../../provider/http"));
    const program = `for (const file of ["errors", "settings"]) require(${folder} + "/" + file + ".js");
      process.stdout.write(Object.keys(require.cache).filter((file) => file.includes("node_modules")).join())`;
    expect(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })).to.equal("");
  });
});
