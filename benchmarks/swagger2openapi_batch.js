// Converts the files named on stdin (one a line) with swagger2openapi and prints one JSON object a file:
// {file, bytes, ok, ms, error}; then {rss, cpu}: peak memory, and the CPU milliseconds (of all threads) that the conversions took
// after the start of Node. With REPEAT=n the first file is converted n times (first run and warm runs).
'use strict';
const fs = require('fs');
const path = require('path');
const modules = process.env.SPECSMITH_NODE_MODULES;
const converter = require(path.join(modules, 'swagger2openapi'));
const yaml = require(path.join(modules, 'yaml'));

const body = (text) => text.replace(/^---\r?\n/, '').replace(/\r?\n---\s*$/, '\n');

async function once(file, keep) {
  const text = fs.readFileSync(file, 'utf8');
  const started = process.hrtime.bigint();
  const done = (ok, error) => ({
    file, bytes: Buffer.byteLength(text), ok, error: error && String(error).slice(0, 100),
    ms: Number(process.hrtime.bigint() - started) / 1e6,
  });
  try {
    const tree = text.trimStart().startsWith('{') ? JSON.parse(text) : yaml.parse(body(text), { schema: 'core', maxAliasCount: -1 });
    const { openapi } = await converter.convertObj(tree, { patch: true, warnOnly: true, anchors: true });
    const out = JSON.stringify(openapi, null, 2);
    if (keep) fs.writeFileSync(path.join(keep, path.basename(file) + '.json'), out);
    return done(true);
  } catch (error) {
    return done(false, error.message || error);
  }
}

(async () => {
  const files = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean);
  const repeat = Number(process.env.REPEAT || 1);
  const before = process.cpuUsage();
  for (const file of files) for (let i = 0; i < repeat; i++) console.log(JSON.stringify(await once(file)));
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ rss: process.resourceUsage().maxRSS, cpu: (user + system) / 1000 }));
})();
