import { createServer as createHttpServer, type IncomingMessage, type Server } from "node:http";
import { createServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { inspect } from "node:util";
import { expect } from "chai";
import { NetworkError, ProxyError } from "../../provider/http/errors.js";
import { TestAuthority } from "./certificates.js";
import { json, LocalService, read, rejection, tokenReply, write } from "./local-service.js";

const variables = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "no_proxy"];

/** A proxy that tunnels every CONNECT to one port of this machine, or refuses with a status. */
class TunnelProxy {
  readonly connects: IncomingMessage[] = [];
  refuseWith: number | undefined;
  readonly #server: Server = createHttpServer();
  readonly #sockets = new Set<Socket | Duplex>();

  static async start(targetPort: () => number): Promise<TunnelProxy> {
    const proxy = new TunnelProxy();
    proxy.#server.on("connect", (request: IncomingMessage, socket: Duplex) => {
      proxy.connects.push(request);
      proxy.#keep(socket);
      if (proxy.refuseWith !== undefined) {
        socket.end(`HTTP/1.1 ${proxy.refuseWith} Refused\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const target = connect(targetPort(), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      proxy.#keep(target);
    });
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep(socket: Socket | Duplex): void {
    this.#sockets.add(socket);
    // The other end may break off; that is what some of the tests are about.
    socket.on("error", () => socket.destroy());
  }
}

describe("a proxy of the environment", () => {
  let authority: TestAuthority;
  let service: LocalService;
  let proxy: TunnelProxy;
  const saved = new Map(variables.map((name) => [name, process.env[name]]));

  before(() => {
    authority = new TestAuthority();
  });

  after(() => authority.remove());

  beforeEach(async () => {
    variables.forEach((name) => Reflect.deleteProperty(process.env, name));
    service = await LocalService.start(createServer(authority.issue("DNS:api.example.test", 2)));
    proxy = await TunnelProxy.start(() => service.port);
    process.env["HTTPS_PROXY"] = `http://user:proxy-pass@127.0.0.1:${proxy.port}`;
  });

  afterEach(async () => {
    for (const [name, value] of saved) {
      Reflect.deleteProperty(process.env, name);
      if (value !== undefined) {
        process.env[name] = value;
      }
    }
    await service.stop();
    await proxy.stop();
  });

  const remote = () => service.client({ apiUrl: "https://api.example.test", caFile: authority.caFile });

  it("is used for https by a tunnel, with its login, and sees no token (F16)", async () => {
    expect((await remote().call(read)).status).to.equal(200);
    expect(proxy.connects[0]?.url).to.equal("api.example.test:443");
    const authorization = `Basic ${Buffer.from("user:proxy-pass").toString("base64")}`;
    expect(proxy.connects[0]?.headers["proxy-authorization"]).to.equal(authorization);
    expect(service.calls[0]?.headers).to.not.have.property("proxy-authorization");
    expect(inspect(proxy.connects.map((request) => request.rawHeaders))).to.not.contain("token-1");
  });

  it("is not used for a host in NO_PROXY (F16)", async () => {
    process.env["NO_PROXY"] = ".example.test";
    await rejection(remote().call(read), NetworkError);
    expect(proxy.connects).to.have.length(0);
  });

  it("is not used for this machine", async () => {
    const local = await LocalService.start();
    process.env["HTTP_PROXY"] = process.env["HTTPS_PROXY"];
    expect((await local.client().call(read)).status).to.equal(200);
    expect(proxy.connects).to.have.length(0);
    await local.stop();
  });

  for (const [status, why] of [
    [407, /the proxy 127\.0\.0\.1:\d+ wants a login \(HTTP 407\)/],
    [401, /the proxy 127\.0\.0\.1:\d+ gave no connection to api\.example\.test \(HTTP 401\)/],
    [502, /the proxy 127\.0\.0\.1:\d+ gave no connection to api\.example\.test \(HTTP 502\)/],
  ] as const) {
    it(`that refuses with ${status} is named without its login, and the call had no effect (F16)`, async () => {
      proxy.refuseWith = status;
      const error = await rejection(remote().call(write), ProxyError);
      expect(error.message).to.match(why);
      expect(error.effect).to.equal("none");
      expect(inspect(error, { depth: 8 })).to.not.contain("proxy-pass");
      expect(proxy.connects).to.have.length(1);
    });
  }

  it("that refuses a call with 401 has not refused the token: there is no second login", async () => {
    service.answerLogin = (response) => {
      proxy.refuseWith = 401;
      json(response, 200, tokenReply("token-1"), { Connection: "close" });
    };
    await rejection(remote().call(read), ProxyError);
    expect(proxy.connects).to.have.length(2);
  });

  it("whose own name is not known is no failure of the service's name (F16)", async () => {
    process.env["HTTPS_PROXY"] = "http://no-such-proxy.invalid:3128";
    const error = await rejection(remote().call(write), ProxyError);
    expect(error.message).to.contain("the proxy no-such-proxy.invalid:3128 gave no connection");
  });

  it("that is down is no failure of the service's address (F16)", async () => {
    await proxy.stop();
    const error = await rejection(remote().call(write), ProxyError);
    expect(error.message)
      .to.contain("gave no connection to api.example.test (ECONNREFUSED)")
      .and.contain("HTTPS_PROXY");
    expect(inspect(error, { depth: 8 })).to.not.contain("proxy-pass");
    proxy = await TunnelProxy.start(() => service.port);
  });
});
