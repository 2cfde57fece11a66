"use strict";
// The same pictures of a card by ag-psd: run by `psd_pictures`, with ag-psd on NODE_PATH.
// It reads the texts, decodes the canvas and every layer, and makes them small by averaging. It checks nothing, draws no
// clipping, no groups and no colour profile, and writes no files: Node has no encoder of its own.
const fs = require("node:fs");
const { initializeCanvas, readPsd } = require("ag-psd");

const OPTIONS = { useImageData: true, skipThumbnail: true };
const CHANNELS = 4;

function peakMegabytes() {
  return Number(fs.readFileSync("/proc/self/status", "ascii").match(/VmHWM:\s+(\d+)/)[1]) / 1024;
}

function flat(layers) {
  return layers.flatMap((layer) => [layer, ...flat(layer.children || [])]);
}

function averaged({ data, width }, step, column, row, channel) {
  let sum = 0;
  for (let y = row * step; y < (row + 1) * step; y += 1) {
    for (let x = column * step; x < (column + 1) * step; x += 1) sum += data[(y * width + x) * CHANNELS + channel];
  }
  return sum / (step * step);
}

function small(image, side) {
  const step = Math.max(1, Math.floor(Math.max(image.width, image.height) / side));
  const [width, height] = [image.width, image.height].map((length) => Math.floor(length / step));
  const pixels = new Uint8ClampedArray(width * height * CHANNELS);
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = Math.floor(at / CHANNELS);
    pixels[at] = averaged(image, step, pixel % width, Math.floor(pixel / width), at % CHANNELS);
  }
  return pixels;
}

initializeCanvas(
  () => { throw new Error("no canvas is asked for"); },
  (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * CHANNELS) }),
);
const before = peakMegabytes();
const begun = process.cpuUsage();
const psd = readPsd(fs.readFileSync(process.argv[2]), OPTIONS);
small(psd.imageData, 1600);
for (const layer of flat(psd.children || [])) {
  if (layer.imageData) small(layer.imageData, 256);
}
const { user, system } = process.cpuUsage(begun);
console.log(JSON.stringify({ seconds: (user + system) / 1e6, megabytes: peakMegabytes() - before }));
