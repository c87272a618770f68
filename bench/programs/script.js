"use strict";

// The calls of the provider without Pulumi, one after another: node script.js create|refresh|change|destroy

const axios = require("axios");
const assignments = require("./declared.json");

const baseURL = process.env.MSP360_API_URL;

/** @param {any} api */
async function listAssignments(api) {
  const { data: users } = await api.get("/api/Users");
  return new Map(users.map((user) => [user.ID, user.DestinationList]));
}

const operations = {
  async create(api) {
    await listAssignments(api);
    for (const { userId, accountId, destination, packageId } of assignments) {
      const body = { UserID: userId, AccountID: accountId, Destination: destination, PackageID: packageId };
      await api.post("/api/Destinations", body);
    }
  },

  async refresh(api) {
    await listAssignments(api);
  },

  async change(api) {
    const held = await listAssignments(api);
    for (const { userId, accountId, destination, packageId } of assignments) {
      await api.put("/api/Destinations", {
        ID: held.get(userId)[0].ID,
        UserID: userId,
        AccountID: accountId,
        Destination: destination,
        PackageID: packageId,
      });
    }
    await listAssignments(api);
  },

  async destroy(api) {
    const held = await listAssignments(api);
    for (const { userId } of assignments) {
      await api.delete(`/api/Destinations/${held.get(userId)[0].ID}`, { params: { userId } });
    }
  },
};

async function main() {
  const { data } = await axios.post(`${baseURL}/api/Provider/Login`, {
    UserName: process.env.MSP360_LOGIN,
    Password: process.env.MSP360_PASSWORD,
  });
  await operations[process.argv[2]](
    axios.create({ baseURL, headers: { Authorization: `Bearer ${data.access_token}` } }),
  );
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
