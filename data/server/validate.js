// SPDX-License-Identifier: GPL-3.0-or-later
// What the server checks before it takes a document of one database (validate_doc_update). The program leaves these
// comments out and writes the rules of the database into it: see src/model/naru-access.c. ECMAScript 5, since the
// engines of CouchDB 3 know no more.
function (newDoc, oldDoc, userCtx) {
  var rules = RULES;
  var roles = userCtx.roles;

  function refuse(reason) {
    throw {forbidden: reason};
  }

  function has(role) {
    return roles.indexOf(role) !== -1;
  }

  // Whether one of these roles at the centre is the user's.
  function mayAs(names) {
    return names.some(function (name) {
      return has(rules.centre + ':' + name);
    });
  }

  // The id of the user's staff record: a role says it, since this engine cannot compute it from the name.
  function findMe() {
    var head = rules.centre + '=';
    var found = roles.filter(function (role) {
      return role.indexOf(head + 'staff:') === 0;
    });
    return found.length > 0 ? found[0].slice(head.length) : null;
  }

  function typeOf(id) {
    return typeof id === 'string' && id.indexOf(':') > 0 ? id.slice(0, id.indexOf(':')) : '';
  }

  function mayWriteAnything() {
    return Object.keys(rules.types).some(function (name) {
      return mayAs(rules.types[name]);
    });
  }

  // What belongs to a record is written by whoever may write that record.
  function mayWrite(type, doc) {
    var owner;
    if (rules.types.hasOwnProperty(type)) {
      return mayAs(rules.types[type]);
    }
    owner = typeOf(doc.record);
    if (type === 'blob' || rules.own.indexOf(owner) !== -1) {
      return mayWriteAnything();
    }
    return rules.types.hasOwnProperty(owner) && mayAs(rules.types[owner]);
  }

  function checkAuthor(type, me) {
    if (newDoc.uploadedBy === me) {
      return;
    }
    if (type === 'change' && !newDoc._deleted) {
      if (newDoc.author !== me) {
        refuse('author is not you');
      }
      return;
    }
    if (type === 'blob' && !newDoc._deleted) {
      if (newDoc.createdBy !== me) {
        refuse('createdBy is not you');
      }
      return;
    }
    if (newDoc.modifiedBy !== me) {
      refuse('modifiedBy is not you');
    }
    if (!newDoc._deleted && newDoc.createdBy !== me && (!oldDoc || newDoc.createdBy !== oldDoc.createdBy)) {
      refuse('createdBy is not you');
    }
  }

  // What an administrator repairs is an administrator's business; local documents and designs are no records.
  if (has('_admin') || newDoc._id.charAt(0) === '_') {
    return;
  }

  // What a document says of itself does not count where there is an older one: the id fixes its type, and the older one
  // says what it belongs to.
  var before = oldDoc && !oldDoc._deleted ? oldDoc : null;
  var type = newDoc.type;
  var me = findMe();

  if (typeof type !== 'string' || typeOf(newDoc._id) !== type || newDoc._id.length === type.length + 1) {
    refuse('the id is not that of a ' + String(newDoc.type));
  }
  if (rules.takes.indexOf(type) === -1) {
    refuse('records of the type ' + type + ' do not belong here');
  }
  if (me === null) {
    refuse('this account belongs to nobody at the centre ' + rules.centre);
  }
  if (type === 'change' && before) {
    if (!mayAs(rules.erasers)) {
      refuse('your role may not erase history');
    }
  } else if (!mayWrite(type, before || newDoc)) {
    refuse('your role may not write records of the type ' + type);
  }
  if (rules.appendOnly.indexOf(type) !== -1 && before && !newDoc._deleted) {
    refuse('records of the type ' + type + ' are never changed');
  }
  if (!newDoc._deleted && JSON.stringify(newDoc).length > rules.size) {
    refuse('the record is too large');
  }
  checkAuthor(type, me);
}
