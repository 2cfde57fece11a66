"use strict";
// Writes what ag-psd reads of Photoshop files, one line of JSON for each path among the arguments:
// layers top-most first, a group before its children, as our own documents have them.
const fs = require("node:fs");
const { readPsd } = require("ag-psd");

const OPTIONS = { skipLayerImageData: true, skipCompositeImageData: true, skipThumbnail: true };

function flat(layers) {
  return [...layers].reverse().flatMap((layer) => [told(layer), ...flat(layer.children || [])]);
}

function told(layer) {
  return {
    name: layer.name,
    box: layer.children ? null : [layer.left, layer.top, layer.right, layer.bottom],
    visible: !layer.hidden,
    opacity: layer.opacity,
    blend: layer.blendMode,
    clipped: Boolean(layer.clipping),
    text: layer.text || null,
  };
}

for (const path of process.argv.slice(2)) {
  let line;
  try {
    const psd = readPsd(fs.readFileSync(path), OPTIONS);
    line = { width: psd.width, height: psd.height, layers: flat(psd.children || []) };
  } catch (error) {
    line = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(line) + "\n");
}
