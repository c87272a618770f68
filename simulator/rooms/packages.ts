import { list } from "../reply.js";
import { parameter, singleOrArray, type Operations } from "./call.js";

/** Packages: list and read. */
export const packageOperations: Operations = {
  listPackages: ({ store }) => list("PackagesModels", store.tenant.packages),
  getPackage: (call) => {
    const id = parameter(call, "id");
    const found = call.store.tenant.packages.find((entry) => String(entry.ID) === id);
    return singleOrArray(call, "PackagesModels", found);
  },
};
