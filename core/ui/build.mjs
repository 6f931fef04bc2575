// Builds what the browser loads: one small main bundle, one for talk, a chunk for each other element, one style sheet.

import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import * as esbuild from "esbuild";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const OUT = process.env.ASSETS_DIR ?? join(ROOT, "build", "static");
const WINGS = ["social", "virtualclass", "tutoring"];
// Each request costs a cold page more than a few hundred bytes: what nearly every page shows is part of the main bundle,
// what stands around a talk comes in one piece.
const EVERYWHERE = ["message-badge", "message-list", "new-pill", "notice-bell", "search-offers", "thread-list"];
const IN_TALK = ["post-poll", "post-scrubber", "rich-composer", "safety-hint", "slow-mode", "thread-talk"];
const watching = process.argv.includes("--watch");

/** Folders `<app>/browser` in the order of the house: ui first, so that a wing's style may build on it. */
function browserFolders() {
  const core = readdirSync(join(ROOT, "core"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `core/${entry.name}`)
    .sort((a, b) => Number(b === "core/ui") - Number(a === "core/ui") || a.localeCompare(b));
  return [...core, ...WINGS].map((app) => join(ROOT, app, "browser")).filter(existsSync);
}

function filesIn(folder, suffix) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix) && !name.endsWith(".test.ts") && !name.endsWith(".d.ts"))
    .sort()
    .map((name) => join(folder, name));
}

const tagOf = (file) => basename(file, ".ts");

function elementFiles() {
  return browserFolders().flatMap((folder) => filesIn(join(folder, "elements"), ".ts"));
}

function importing(tags) {
  return elementFiles()
    .filter((file) => tags.includes(tagOf(file)))
    .map((file) => `import ${JSON.stringify(file)};`)
    .join("\n");
}

/** The module that a tag is in, as it is imported; of those of the main bundle none. */
function chunkOf(file) {
  const isInTalk = IN_TALK.includes(tagOf(file));
  return `${JSON.stringify(tagOf(file))}: () => import(${JSON.stringify(isInTalk ? "house:talk" : file)}),`;
}

/** `house:elements` maps each tag to its chunk; `house:talk` is what stands around a talk, and the postman in it;
 * `house:wire` is the socket, or nothing where there is none yet. */
const houseModules = {
  name: "house-modules",
  setup(build) {
    build.onResolve({ filter: /^house:/ }, ({ path }) => ({ path, namespace: "house" }));
    build.onLoad({ filter: /elements$/, namespace: "house" }, () => {
      const files = elementFiles();
      const lines = files.filter((file) => !EVERYWHERE.includes(tagOf(file))).map(chunkOf);
      const contents = `${importing(EVERYWHERE)}\nexport const elements = {\n${lines.join("\n")}\n};`;
      return { contents, resolveDir: ROOT, watchFiles: files };
    });
    build.onLoad({ filter: /talk$/, namespace: "house" }, () => {
      const contents = `${importing(IN_TALK)}\nexport { postman } from "~/core/ui/browser/composer/postman";`;
      return { contents, resolveDir: ROOT };
    });
    build.onLoad({ filter: /wire$/, namespace: "house" }, () => {
      const socket = join(ROOT, "core/realtime/browser/socket.ts");
      return { contents: existsSync(socket) ? `import ${JSON.stringify(socket)};` : "export {};", resolveDir: ROOT };
    });
    build.onLoad({ filter: /styles$/, namespace: "house" }, () => {
      const sheets = browserFolders().flatMap((folder) => filesIn(folder, ".css"));
      const first = sheets.filter((sheet) => sheet.endsWith("/tokens.css"));
      const rest = sheets.filter((sheet) => !first.includes(sheet));
      const contents = [...first, ...rest].map((sheet) => `@import ${JSON.stringify(sheet)};`).join("\n");
      return { contents, loader: "css", resolveDir: ROOT };
    });
    build.onEnd((result) => (result.errors.length ? undefined : finish(result)));
  },
};

/** Pictures and the like are copied under a name that carries their hash. */
async function copyPictures() {
  const named = {};
  for (const file of browserFolders().flatMap((folder) => filesIn(join(folder, "assets"), ""))) {
    const bytes = await readFile(file);
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
    const [stem, suffix] = basename(file).split(/\.(?=[^.]+$)/);
    named[basename(file)] = `${stem}-${hash}.${suffix}`;
    await writeFile(join(OUT, named[basename(file)]), bytes);
  }
  return named;
}

/** What a browser keeps while no page is open is one file by itself: it may import nothing. */
async function buildWorker() {
  const { metafile } = await esbuild.build({
    ...shared,
    entryPoints: [{ in: join(ROOT, "core/notifications/browser/worker/service-worker.ts"), out: "service-worker" }],
    format: "iife",
  });
  return { "service-worker.js": basename(Object.keys(metafile.outputs)[0]) };
}

/** A hashed name never changes its content, so what is squeezed already stays. */
async function squeeze(name) {
  const file = join(OUT, name);
  if (!/\.(js|css|svg)$/.test(name) || existsSync(`${file}.br`)) return;
  const bytes = await readFile(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: watching ? 4 : 9 } };
  const [small, smaller] = await Promise.all([promisify(gzip)(bytes), promisify(brotliCompress)(bytes, quality)]);
  await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)]);
}

async function finish({ metafile }) {
  const names = { ...(await copyPictures()), ...(await buildWorker()) };
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const name = relative(OUT, join(ROOT, path));
    if (name.endsWith(".map") || !output.entryPoint) continue;
    if (name.endsWith(".css")) names["main.css"] = name;
    else names[`${basename(output.entryPoint, ".ts").replace("house:", "")}.js`] = name;
  }
  const files = [...new Set([...Object.values(names), ...Object.keys(metafile.outputs).map((path) => basename(path))])];
  const manifest = join(OUT, "manifest.json");
  const before = existsSync(manifest) ? JSON.parse(await readFile(manifest, "utf8")).files : [];
  await Promise.all(files.map(squeeze));
  await writeFile(manifest, JSON.stringify({ names, files }, null, 1));
  const stale = before.filter((name) => !files.includes(name)).flatMap((name) => [name, `${name}.gz`, `${name}.br`]);
  await Promise.all(stale.map((name) => rm(join(OUT, name), { force: true })));
}

/** Says what a person downloads: the sizes after brotli. */
async function report(started) {
  const { names } = JSON.parse(await readFile(join(OUT, "manifest.json"), "utf8"));
  for (const key of ["main.js", "main.css"]) {
    const { size } = await stat(join(OUT, `${names[key]}.br`));
    console.log(`${names[key]}  ${(size / 1024).toFixed(1)} KB`);
  }
  console.log(`${Object.keys(names).length} assets in ${Math.round(performance.now() - started)} ms`);
}

const started = performance.now();
await mkdir(OUT, { recursive: true });
const shared = {
  absWorkingDir: ROOT,
  alias: { "~": ROOT },
  outdir: OUT,
  bundle: true,
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
  entryNames: "[name]-[hash]",
  logLevel: "warning",
};
const options = {
  ...shared,
  entryPoints: [
    { in: join(ROOT, "core/ui/browser/main.ts"), out: "main" },
    { in: "house:styles", out: "main" },
  ],
  splitting: true,
  format: "esm",
  sourcemap: watching ? "linked" : false,
  chunkNames: "[name]-[hash]",
  plugins: [houseModules],
};
if (watching) {
  await (await esbuild.context(options)).watch();
  console.log("Watching; the style sheet and the bundles are built again at each change.");
} else {
  await esbuild.build(options);
  await report(started);
}
