// Reads one file with one Node package that is not ours. Given on standard input to Node, which
// runs in the folder of the packages; gets the reader's name and the file, prints rows of
// [start_ms, end_ms, title, url] as JSON, or null where the package only checks.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";

const [reader, file] = process.argv.slice(2);
const text = () => fs.readFileSync(file, "utf8");
const ms = (seconds) => (seconds == null ? null : Math.round(seconds * 1000));
const ENTITIES = { "&amp": "&", "&lt": "<", "&gt": ">", "&lrm": "\u200e", "&rlm": "\u200f", "&nbsp": "\u00a0" };
const feed = () => {
  const given = text();
  const chaptersOnly = () => `<item>${given.slice(given.indexOf("<psc:chapters"))}</item>`;
  const item = given.includes("<item") ? given.slice(given.indexOf("<item")) : chaptersOnly();
  return `<rss version="2.0"><channel><title>Feed</title><description>d</description>${item}</channel></rss>`;
};
const decoded = (words) => words.replace(/(&(?:amp|lt|gt));/g, (_, name) => ENTITIES[name]);

async function chapters(kind) {
  const formats = await import("@mtillmann/chapters");
  const given = kind === "PodloveSimpleChapters" ? `<?xml version="1.0"?>${feed()}` : text();
  return formats[kind].create(given).chapters.map((c) => [ms(c.startTime), ms(c.endTime), c.title ?? "", c.url ?? ""]);
}

// What WordPress' own paste handler makes of each of a list of pages: blocks within blocks.
async function pasted() {
  const { JSDOM, VirtualConsole } = await import("jsdom");
  const page = "<!doctype html><body></body>";
  const options = { url: "https://example.org/", pretendToBeVisual: true, virtualConsole: new VirtualConsole() };
  const { window } = new JSDOM(page, options);
  globalThis.window = window;
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!(name in globalThis)) { globalThis[name] = window[name]; }
  }
  Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
  window.matchMedia = () => ({ matches: false, addListener() {}, addEventListener() {} });
  class Observer { observe() {} unobserve() {} disconnect() {} }
  globalThis.ResizeObserver = window.ResizeObserver = Observer;
  globalThis.IntersectionObserver = window.IntersectionObserver = Observer;
  const print = console.log;
  console.log = () => {};
  const require = createRequire(`${process.cwd()}/`);
  const { pasteHandler, serialize } = require("@wordpress/blocks");
  require("@wordpress/block-library").registerCoreBlocks();
  const given = JSON.parse(text());
  const names = (blocks) => blocks.map((b) => [b.name, b.attributes.level ?? null, names(b.innerBlocks)]);
  const made = given.map((HTML) => pasteHandler({ HTML, plainText: "", mode: "BLOCKS" }));
  console.log = print;
  return made.map((blocks) => [names(blocks), serialize(blocks)]);
}

const READERS = {
  wordpress: pasted,
  async "get-youtube-chapters"() {
    const parse = (await import("get-youtube-chapters")).default;
    return JSON.parse(text()).map((words) => parse(words).map((c) => [ms(c.start), c.title]));
  },
  async cue() {
    const { parse } = (await import("cue-parser")).default;
    const tracks = parse(file).files.flatMap((f) => f.tracks);
    return tracks.map((t) => {
      const { min, sec, frame } = t.indexes[0].time;
      return [Math.floor(((min * 60 + sec) * 75 + frame) * 1000 / 75), null, t.title, ""];
    });
  },
  async csv() {
    const { parse } = await import("csv-parse/sync");
    const first = text().split(/\r?\n/)[0];
    return parse(text(), { bom: true, delimiter: first.includes("\t") ? "\t" : ",", relax_column_count: false });
  },
  async id3() {
    const { parseFile } = await import("music-metadata");
    const found = await parseFile(file, { includeChapters: true, duration: false });
    return (found.format.chapters ?? []).map((c) => [ms(c.start), ms(c.end), c.title, c.url?.url ?? c.url ?? ""]);
  },
  async "id3-pictures"() {
    const { parseFile } = await import("music-metadata");
    const found = await parseFile(file, { includeChapters: true, duration: false });
    const digest = (image) => crypto.createHash("sha256").update(image.data).digest("hex");
    const shown = (found.format.chapters ?? []).filter((c) => c.image);
    return shown.map((c) => [ms(c.start), null, c.image.format ?? "", digest(c.image)]);
  },
  async "node-id3"() {
    const id3 = (await import("node-id3")).default;
    const found = id3.read(file).chapter ?? [];
    return found.map((c) => [
      c.startTimeMs, c.endTimeMs, c.tags?.title ?? "", c.tags?.userDefinedUrl?.[0]?.url ?? "",
    ]);
  },
  async "node-webvtt"() {
    const { parse } = (await import("node-webvtt")).default;
    const { cues, errors } = parse(text(), { strict: true });
    if (errors.length) { throw new Error(JSON.stringify(errors)); }
    return cues.map((c) => [ms(c.start), ms(c.end), decoded(c.text), ""]);
  },
  async "webvtt-parser"() {
    const { WebVTTParser } = (await import("webvtt-parser")).default;
    const { cues, errors } = new WebVTTParser(ENTITIES).parse(text(), "chapters");
    if (errors.length) { throw new Error(JSON.stringify(errors)); }
    return cues.map((c) => [ms(c.startTime), ms(c.endTime), decoded(c.text), ""]);
  },
  async subtitle() {
    const { parseSync } = (await import("subtitle")).default;
    return parseSync(text()).filter((n) => n.type === "cue").map(({ data }) => [data.start, data.end, data.text, ""]);
  },
  async partytime() {
    const { parseFeed } = (await import("podcast-partytime")).default;
    const found = parseFeed(feed()).items[0];
    return [[ms(found.duration), null, found.title, found.podcastChapters?.url ?? ""]];
  },
};

const [name, kind] = reader.split(":");
const rows = name === "chapters" ? await chapters(kind) : await READERS[name]();
console.log(JSON.stringify(rows));
