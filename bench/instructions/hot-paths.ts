// Run by valgrind as `node hot-paths.js <name> <times>`: prepares one hot path and repeats it.

type Path = () => unknown;

/** What is repeated; each loads only what it needs, since valgrind counts the loading, too. */
const preparations: Readonly<Record<string, () => Promise<Path>>> = {
  async "check-and-diff"() {
    const { checkUserDestinations } = await import("../../provider/resources/user-destinations/inputs.js");
    const { difference } = await import("../../provider/resources/user-destinations/model.js");
    const { assignmentsOf, packages } = await import("../tenant.js");
    const entries = assignmentsOf(1_000, packages.first).map((entry, index) => [`user-${index}`, entry]);
    const assignments = Object.fromEntries(entries) as Record<string, (typeof entries)[number][1] & object>;
    const assignmentIds = Object.fromEntries(
      Object.keys(assignments).map((key) => [key, "3f7b1e90-d5a2-4c68-8b04-17c9e6f2a35d"]),
    );
    const state = { assignments, assignmentIds, connection: "bench at http://127.0.0.1:50000" };
    return () => {
      const { inputs, failures } = checkUserDestinations({}, { assignments });
      const { changes } = difference(state, inputs);
      if (failures.length > 0 || changes) throw new Error("The entries were to be right and unchanged.");
    };
  },

  async call() {
    const { encodeRequest } = await import("../../provider/http/wire-request.js");
    const { readSuccess } = await import("../../provider/http/success-reply.js");
    const { Redactor } = await import("../../provider/http/redaction.js");
    const { assignmentsOf, packages } = await import("../tenant.js");
    const [entry] = assignmentsOf(1, packages.first);
    const purpose = "assign a destination to a user";
    const request = {
      purpose,
      method: "POST" as const,
      path: ["api", "Destinations"],
      body: { json: entry },
    };
    const context = {
      purpose,
      method: "POST",
      path: "/api/Destinations",
      requestId: "request-1",
      host: "127.0.0.1:50000",
      effectIfReceived: "unknown" as const,
      redactor: new Redactor(),
    };
    const text = JSON.stringify({ ...entry, ID: "3f7b1e90-d5a2-4c68-8b04-17c9e6f2a35d" });
    return () => {
      encodeRequest(request, "json", "request-1");
      readSuccess({ kind: "reply", status: 200, headers: {}, text, fromProxy: false }, context);
    };
  },

  async redaction() {
    const { Redactor } = await import("../../provider/http/redaction.js");
    const redactor = new Redactor();
    for (const secret of ["a password of 24 letters", "token-".repeat(20)]) redactor.add(secret);
    const text =
      "The service says: the package 27755 is not known to the company, or it is not enabled. ".repeat(12);
    const withSecret = `${text.slice(0, 500)} a password of 24 letters ${text.slice(500)}`;
    return () => {
      if (redactor.redact(withSecret).includes("24 letters")) throw new Error("The secret is still there.");
    };
  },

  async directory() {
    const { Directory } = await import("../../provider/service/directory.js");
    const { assignmentsOf, packages } = await import("../tenant.js");
    const users = assignmentsOf(1_000, packages.first);
    // Its own clock: no waiting, and a new picture of the service each time.
    let time = 0;
    const clock = { now: () => (time += 1), sleep: () => Promise.resolve() };
    return async () => {
      const directory = new Directory(
        {
          one: () => Promise.reject(new Error("One list was to be enough.")),
          idOf: ({ userId }) => userId,
          list: { all: () => Promise.resolve(users), from: 1 },
          gathers: false,
        },
        clock,
      );
      const found = await Promise.all(users.map(({ userId }) => directory.item(userId, 0)));
      if (found.includes(undefined)) throw new Error("A user was not found.");
    };
  },
};

async function main([name = "", times = "0"]: readonly string[]): Promise<void> {
  const prepare = preparations[name];
  if (prepare === undefined) throw new Error(`There is no hot path "${name}".`);
  const path = await prepare();
  for (let done = 0; done < Number(times); done += 1) await path();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
