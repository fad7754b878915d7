/**
 * What Deno's JavaScript has and Node 20 has not yet.
 *
 * @module
 */
import "core-js/actual/array/from-async.js";
import "core-js/actual/iterator/index.js";
import "core-js/actual/map/group-by.js";
import "core-js/actual/promise/with-resolvers.js";
import "core-js/actual/set/index.js";
import { availableParallelism } from "node:os";

globalThis.navigator ??= { hardwareConcurrency: availableParallelism() } as Navigator;
