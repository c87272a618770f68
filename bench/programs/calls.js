"use strict";

// The calls of the provider without Pulumi and without axios, as many at once as it makes:
// node calls.js create|refresh|change|destroy

const http = require("node:http");
const assignments = require("./declared.json");

const atOnce = 16;
const { hostname, port } = new URL(process.env.MSP360_API_URL);
const agent = new http.Agent({ keepAlive: true });

/** @returns {Promise<any>} the body, undefined when there is none */
function call(method, path, { token, json } = {}) {
  const body = json === undefined ? undefined : JSON.stringify(json);
  const headers = {
    Accept: "application/json",
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined
      ? {}
      : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode >= 300)
          reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        else resolve(text === "" ? undefined : JSON.parse(text));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function forAll(send) {
  const left = assignments.values();
  const sender = async () => {
    for (const assignment of left) await send(assignment);
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
}

async function listAssignments(token) {
  const users = await call("GET", "/api/Users", { token });
  return new Map(users.map((user) => [user.ID, user.DestinationList]));
}

function wireFields({ userId, accountId, destination, packageId }) {
  return { UserID: userId, AccountID: accountId, Destination: destination, PackageID: packageId };
}

const operations = {
  async create(token) {
    await listAssignments(token);
    await forAll((each) => call("POST", "/api/Destinations", { token, json: wireFields(each) }));
  },

  async refresh(token) {
    await listAssignments(token);
  },

  async change(token) {
    const held = await listAssignments(token);
    await forAll((each) => {
      const json = { ID: held.get(each.userId)[0].ID, ...wireFields(each) };
      return call("PUT", "/api/Destinations", { token, json });
    });
    await listAssignments(token);
  },

  async destroy(token) {
    const held = await listAssignments(token);
    await forAll(({ userId }) =>
      call("DELETE", `/api/Destinations/${held.get(userId)[0].ID}?userId=${userId}`, { token }),
    );
  },
};

async function main() {
  const json = { UserName: process.env.MSP360_LOGIN, Password: process.env.MSP360_PASSWORD };
  const { access_token: token } = await call("POST", "/api/Provider/Login", { json });
  await operations[process.argv[2]](token);
  agent.destroy();
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
