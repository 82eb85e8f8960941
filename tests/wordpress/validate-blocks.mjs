// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads the content of a post on standard input and asks WordPress's own JavaScript whether the block
// editor would open every block of it. Prints what is wrong, one line each; exits 1 if anything is,
// 2 if the question could not be asked.
//
//   npm ci && node validate-blocks.mjs < post.html
//
// The packages come from the folder in BLOCKS_MODULES (one that holds node_modules), else from this one.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.env.BLOCKS_MODULES ?? import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const require = createRequire(path.join(path.resolve(folder), 'package.json'));

// What the editor's code expects of a browser while it loads.
function pretendBrowser() {
  const { JSDOM } = require('jsdom');
  const { window } = new JSDOM('<!doctype html><html><body></body></html>', {
    url: 'http://127.0.0.1/', pretendToBeVisual: true,
  });

  window.matchMedia = () => ({
    matches: false, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {},
  });
  window.CSS = { escape: (text) => text, supports: () => false };
  for (const name of ['ResizeObserver', 'IntersectionObserver'])
    window[name] = class { observe() {} unobserve() {} disconnect() {} };
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!(name in globalThis))
      Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, 'navigator', { value: window.navigator, configurable: true });
  globalThis.window = window;
  globalThis.document = window.document;
}

function* walk(blocks, trail = '') {
  for (const block of blocks) {
    const here = `${trail}/${block.name ?? '(none)'}`;

    yield [here, block];
    yield* walk(block.innerBlocks, here);
  }
}

function* problems(content, { parse, getBlockType }) {
  let count = 0;

  for (const [where, block] of walk(parse(content))) {
    count++;
    if (block.name === 'core/missing' || !getBlockType(block.name))
      yield `${where}: this WordPress does not know ${block.attributes.originalName ?? block.name}`;
    else if (block.name === 'core/freeform')
      yield `${where}: text outside of any block: ${block.originalContent.slice(0, 120)}`;
    else if (!block.isValid)
      yield `${where}: ${block.originalContent.slice(0, 200)}\n${(block.validationIssues ?? [])
        .map(({ args }) => `    ${args.join(' ').slice(0, 300)}`).join('\n')}`;
  }
  if (count === 0)
    yield 'there are no blocks';
}

function main() {
  const { log } = console;
  let blocks;

  for (const name of ['log', 'info', 'warn', 'error', 'group', 'groupCollapsed', 'groupEnd', 'debug'])
    console[name] = () => {};
  try {
    pretendBrowser();
    require('@wordpress/block-library').registerCoreBlocks();
    blocks = require('@wordpress/blocks');
  } catch (error) {
    process.stderr.write(`The block editor's packages cannot be loaded from ${folder}: ${error.stack}\n`);
    process.exit(2);
  }

  const found = [...problems(readFileSync(0, 'utf8'), blocks)];
  for (const problem of found)
    log(problem);
  process.exit(found.length > 0 ? 1 : 0);
}

main();
