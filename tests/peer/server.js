#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// A server that speaks CouchDB's HTTP, for tests: express-pouchdb on a loopback port, with users, roles, _security and
// validate_doc_update. Never a server for records: it is nobody's database but that of one test.
//
//   server.js [--port N] [--dir FOLDER] [--admin USER:PASSWORD] [--max-document BYTES]
//
// Without --dir everything is in memory. Prints one line, "READY http://127.0.0.1:PORT", and ends with its standard input,
// so that none is left over when a test dies. A line on it is answered by what the server was asked since the line before:
// requests by their kind, the most in one second, connections that are open, and bytes in and out. What goes wrong inside the server itself is printed as PEER-BUG, and ends
// it with status 70: it must not look like a mistake of the client.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const express = require('express');
const expressPouchDB = require('express-pouchdb');

function option(name, otherwise) {
  const place = process.argv.indexOf('--' + name);
  return place < 0 ? otherwise : process.argv[place + 1];
}

const folder = option('dir');
const home = folder || fs.mkdtempSync(path.join(os.tmpdir(), 'naru-peer-'));
const [user, password] = option('admin', 'admin:admin').split(':');
fs.mkdirSync(home, { recursive: true });

const PouchDB = require('pouchdb-node')
  .plugin(require('pouchdb-adapter-memory'))
  .defaults({ prefix: home + path.sep, adapter: folder ? 'leveldb' : 'memory' });
const couch = expressPouchDB(PouchDB, {
  mode: 'fullCouchDB',
  inMemoryConfig: true,
  logPath: path.join(home, 'log.txt'),
  overrideMode: { exclude: ['routes/fauxton'] },
});
couch.couchConfig.set('log', 'level', 'warning', () => {});
couch.couchConfig.set('couchdb', 'max_document_size', Number(option('max-document', 8e6)), () => {});
couch.couchConfig.set('couch_httpd_auth', 'require_valid_user', true, () => {});
couch.couchConfig.set('admins', user, password, () => {});

const app = express();
const basic = 'Basic ' + Buffer.from(user + ':' + password).toString('base64');

// What was asked of it.
let counted;
const sockets = new Set();
let gone = { in: 0, out: 0 };

function startCounting() {
  counted = { requests: {}, seconds: {}, bytes: traffic() };
}

function traffic() {
  const sum = { ...gone };
  for (const socket of sockets) {
    sum.in += socket.bytesRead;
    sum.out += socket.bytesWritten;
  }
  return sum;
}

function kindOf(request) {
  const last = request.path.split('/')[2] || request.path.split('/')[1];
  if (last === '_changes') return request.query.feed === 'longpoll' ? 'longpoll' : '_changes';
  return last.startsWith('_') ? last : 'document';
}

function tellCounted() {
  const now = traffic();
  console.log(JSON.stringify({
    requests: counted.requests,
    most: Math.max(0, ...Object.values(counted.seconds)),
    connections: sockets.size,
    in: now.in - counted.bytes.in,
    out: now.out - counted.bytes.out,
  }));
  startCounting();
}

startCounting();
app.use((request, response, next) => {
  const kind = kindOf(request);
  const second = Math.floor(Date.now() / 1000);
  counted.requests[kind] = (counted.requests[kind] || 0) + 1;
  counted.seconds[second] = (counted.seconds[second] || 0) + 1;
  next();
});

// CouchDB lets administrators alone make and delete databases; this server breaks down when somebody else asks.
app.use((request, response, next) => {
  const database = /^\/[^/]+\/?$/.test(request.path) && request.path !== '/_session';
  if (database && ['PUT', 'DELETE'].includes(request.method) && request.get('authorization') !== basic)
    response.status(401).json({ error: 'unauthorized', reason: 'You are not a server admin.' });
  else
    next();
});
app.use(couch);

const server = app.listen(Number(option('port', 0)), '127.0.0.1', () => {
  console.log('READY http://127.0.0.1:' + server.address().port);
});

server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => {
    sockets.delete(socket);
    gone.in += socket.bytesRead;
    gone.out += socket.bytesWritten;
  });
});

function stop() {
  server.closeAllConnections();
  server.close(() => {
    if (!folder) fs.rmSync(home, { recursive: true, force: true });
    process.exit(0);
  });
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdin.on('end', stop).on('error', stop).on('data', tellCounted);
process.on('unhandledRejection', (error) => console.error('PEER-WARN', error));
process.on('uncaughtException', (error) => {
  console.error('PEER-BUG', error.stack);
  process.exit(70);
});
