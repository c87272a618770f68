import { expect } from "chai";
import { proxyName } from "../../provider/http/proxy-name.js";

describe("the proxy's name in messages", () => {
  for (const [name, environment, shown] of [
    ["https_proxy", { https_proxy: "http://me:hidden@proxy.example:3128/" }, "the proxy proxy.example:3128"],
    ["HTTPS_PROXY", { HTTPS_PROXY: "http://proxy.example" }, "the proxy proxy.example"],
    ["all_proxy", { all_proxy: "http://proxy.example" }, "the proxy proxy.example"],
    ["ALL_PROXY", { ALL_PROXY: "http://proxy.example" }, "the proxy proxy.example"],
    ["an address without scheme", { HTTPS_PROXY: "me:hidden@proxy.example:80" }, "the proxy proxy.example"],
    [
      "an empty variable before another",
      { https_proxy: "", ALL_PROXY: "a.example:1" },
      "the proxy a.example:1",
    ],
    ["an unreadable address", { HTTPS_PROXY: "http://[" }, "the proxy"],
    ["nothing", { HTTP_PROXY: "http://plain.example" }, "the proxy"],
  ] as const) {
    it(`is taken from ${name}, without its login`, () => {
      expect(proxyName(environment)).to.equal(shown);
    });
  }
});
