"use strict";

// What one writes by hand: a dynamic resource as in Pulumi's documentation, its hooks calling the API with axios. It logs
// in once in a process, because the object of the hooks lives as long as the process.

const pulumi = require("@pulumi/pulumi");
const axios = require("axios");
const assignments = require("./declared.json");

class AssignmentProvider {
  async api() {
    if (!this.loggedIn) {
      this.loggedIn = axios.post(`${process.env.MSP360_API_URL}/api/Provider/Login`, {
        UserName: process.env.MSP360_LOGIN,
        Password: process.env.MSP360_PASSWORD,
      });
    }
    const { data } = await this.loggedIn;
    return {
      baseURL: process.env.MSP360_API_URL,
      headers: { Authorization: `Bearer ${data.access_token}` },
    };
  }

  async diff(_id, olds, news) {
    const replaces = ["userId", "accountId"].filter((name) => olds[name] !== news[name]);
    const changes =
      replaces.length > 0 || olds.destination !== news.destination || olds.packageId !== news.packageId;
    return { changes, replaces };
  }

  async create(inputs) {
    const { data } = await axios.post(
      "/api/Destinations",
      {
        UserID: inputs.userId,
        AccountID: inputs.accountId,
        Destination: inputs.destination,
        PackageID: inputs.packageId,
      },
      await this.api(),
    );
    return {
      id: data.ID,
      outs: {
        ...inputs,
        accountDisplayName: data.AccountDisplayName,
        displayName: data.DestinationDisplayName,
      },
    };
  }

  async read(id, properties) {
    const { data: user } = await axios.get(`/api/Users/${properties.userId}`, await this.api());
    const entry = user?.DestinationList.find(({ ID }) => ID === id);
    if (!entry) return { id: "", props: {} };
    return {
      id,
      props: {
        ...properties,
        destination: entry.Destination,
        packageId: entry.PackageID,
        accountDisplayName: entry.AccountDisplayName,
        displayName: entry.DestinationDisplayName,
      },
    };
  }

  async update(id, olds, news) {
    const body = {
      ID: id,
      UserID: news.userId,
      AccountID: news.accountId,
      Destination: news.destination,
      PackageID: news.packageId,
    };
    await axios.put("/api/Destinations", body, await this.api());
    return { outs: { ...olds, ...news } };
  }

  async delete(id, { userId }) {
    await axios.delete(`/api/Destinations/${id}`, { ...(await this.api()), params: { userId } });
  }
}

const provider = new AssignmentProvider();

class Assignment extends pulumi.dynamic.Resource {
  constructor(name, args, options) {
    super(provider, name, { accountDisplayName: undefined, displayName: undefined, ...args }, options);
  }
}

for (const [index, assignment] of assignments.entries()) new Assignment(`user-${index}`, assignment);
