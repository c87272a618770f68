import { byOrder } from "./by-order";
import { onDelete } from "./on-delete";
import { readSettings } from "./settings";

const settings = readSettings();

/** A user leaves: first the stored backup data is purged, then the destination is taken from the user. */
export const purge = settings.method === "order" ? byOrder(settings) : onDelete(settings);
