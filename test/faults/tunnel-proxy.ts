import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** A proxy of this machine that tunnels every CONNECT to one port, whatever host it names. */
export class TunnelProxy {
  /** The hosts that were asked for, with their ports. */
  readonly targets: string[] = [];
  /** Refuses with this status when set. */
  refuseWith: number | undefined;
  readonly #server: Server = createServer();
  readonly #sockets = new Set<Duplex>();

  private constructor(private readonly targetPort: number) {
    this.#server.on("connect", (request: IncomingMessage, socket: Duplex) => this.#tunnel(request, socket));
  }

  static async start(targetPort: number): Promise<TunnelProxy> {
    const proxy = new TunnelProxy(targetPort);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #tunnel(request: IncomingMessage, socket: Duplex): void {
    this.targets.push(request.url ?? "");
    this.#keep(socket);
    if (this.refuseWith !== undefined) {
      socket.end(`HTTP/1.1 ${this.refuseWith} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const target = connect(this.targetPort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    this.#keep(target);
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    // Either end may break off: a client that gives up is part of what is tested.
    socket.on("error", () => socket.destroy());
  }
}
