import { list } from "../reply.js";
import { findById } from "../tenant/identity.js";
import { parameter, single, singleOrArray, type Operations } from "./call.js";

/** Companies, licences and administrators: list and read. */
export const readOnlyListOperations: Operations = {
  listCompanies: ({ store }) => list("CompanyModel", store.tenant.companies),
  getCompany: (call) =>
    single(
      call,
      "CompanyModel",
      findById(call.store.tenant.companies, parameter(call, "id"), (company) => company.Id),
    ),
  listLicenses: ({ store, query }) => {
    const onlyFree = query.get("isavailable")?.toLowerCase() === "true";
    const licenses = store.tenant.licenses.filter((license) => !onlyFree || license["IsTaken"] !== true);
    return list("LicensesModels", licenses);
  },
  getLicense: (call) =>
    single(
      call,
      "LicensesModels",
      findById(call.store.tenant.licenses, parameter(call, "id"), (license) => license.ID),
    ),
  listAdministrators: ({ store }) => list("AdministratorsModels", store.tenant.administrators),
  getAdministrator: (call) =>
    singleOrArray(
      call,
      "AdministratorsModels",
      findById(call.store.tenant.administrators, parameter(call, "id"), (entry) => entry.AdminID),
    ),
};
