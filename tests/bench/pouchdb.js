#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// The same work done by PouchDB on Node, into a LevelDB: what a program of the web would use. Prints seconds.
//
//   pouchdb.js pull URL COOKIE FOLDER BATCH
//   pouchdb.js push URL COOKIE FOLDER BATCH N STAFF    edits N documents that were pulled before, and sends them
'use strict';
const path = require('path');
const [what, url, cookie, folder, batch, count, staff] = process.argv.slice(2);
const PouchDB = require('pouchdb-node').defaults({ prefix: folder + path.sep });

async function main() {
  const local = new PouchDB('local');
  const remote = new PouchDB(url, {
    fetch: (address, options) => {
      options.headers.set('Cookie', cookie);
      return PouchDB.fetch(address, options);
    },
  });
  const options = { batch_size: Number(batch), batches_limit: 10, checkpoint: 'target' };
  if (what === 'push') {
    const found = await local.allDocs({ include_docs: true, limit: Number(count), startkey: 'employer:' });
    const docs = found.rows.map((row) => ({ ...row.doc, phone: '051 0', modifiedBy: staff }));
    await local.bulkDocs(docs);
    options.since = (await local.info()).update_seq - docs.length;
    options.checkpoint = 'source';
  }
  const start = process.hrtime.bigint();
  const done = what === 'pull' ? await local.replicate.from(remote, options) : await local.replicate.to(remote, options);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (!done.ok || done.doc_write_failures > 0) throw new Error(JSON.stringify(done));
  console.log(seconds.toFixed(3), done.docs_written);
  await local.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
