/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-fixture VERSION FILE: writes a small store as that version of the tables had it. Run once for each version, before
 * the next one is made; the file is kept in tests/store/data and never written again. */
#include <glib.h>
#include <stdlib.h>

#include "naru-store-private.h"

#define HARBOUR "employer:01JD0000000000000000000HRB"
#define TALK "interaction:01JD0000000000000000000TAK"
#define COMMON                                                                                     \
  "\"createdBy\":\"staff:01JD0000000000000000000ANN\",\"createdAt\":\"2026-11-01T09:00:00+09:"     \
  "00\","                                                                                          \
  "\"modifiedBy\":\"staff:01JD0000000000000000000ANN\",\"modifiedAt\":\"2026-11-02T09:00:00+09:"   \
  "00\""
#define BEFORE "{\"type\":\"employer\",\"schema\":1,\"name\":\"Harbour\",  \"odd\":1.10," COMMON "}"
#define AFTER                                                                                      \
  "{\"type\":\"employer\",\"schema\":1,\"name\":\"Harbour\",\"phone\":\"02-1\",  "                 \
  "\"odd\":1.10," COMMON "}"

static const char content[]
    = "BEGIN;"
      "INSERT INTO document (id, type, circle, body, edits, sequence, title) VALUES"
      "  ('" HARBOUR "', 'employer', 'employers', '" AFTER "', 2, 3, 'Harbour'),"
      "  ('" TALK "', 'interaction', 'employers', "
      "'{\"type\":\"interaction\",\"schema\":1,\"employer\":\"" HARBOUR "\","
      "\"kind\":\"call\",\"at\":\"2026-11-01T10:00:00+09:00\",\"summary\":\"Called\"," COMMON
      "}', 1, 2, 'Called');"
      "INSERT INTO command (label, author, at, size) VALUES"
      "  ('Change the phone', 'staff:01JD0000000000000000000ANN', '2026-11-02T09:00:00+09:00', "
      "500);"
      "INSERT INTO command_record (command, id, before, after) VALUES (1, '" HARBOUR "', '" BEFORE
      "', '" AFTER "');"
      "INSERT INTO change (id, record, at, author, field, \"from\", \"to\", command) VALUES"
      "  ('change:01JD00000000000000000000C1', '" HARBOUR "', '2026-11-01T09:00:00+09:00',"
      "   'staff:01JD0000000000000000000ANN', '', NULL, 'true', NULL),"
      "  ('change:01JD00000000000000000000C2', '" HARBOUR "', '2026-11-02T09:00:00+09:00',"
      "   'staff:01JD0000000000000000000ANN', 'phone', NULL, '\"02-1\"', 1);"
      "INSERT INTO setting VALUES ('window', '1280'); INSERT INTO draft VALUES ('employer/new', "
      "'typed');"
      "INSERT INTO checkpoint (place, since, database_id) VALUES ('employers', '\"7-abc\"', 'd1');"
      "INSERT INTO blob (digest, position, bytes) VALUES"
      "  ('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 0, CAST ('hello' AS "
      "BLOB));"
      "COMMIT; VACUUM;";

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDb) db = NULL;

  if (argc != 3 || g_file_test (argv[2], G_FILE_TEST_EXISTS))
    {
      g_printerr ("Usage: make-fixture VERSION FILE, where FILE does not exist\n");
      return 2;
    }
  db = naru_db_open (argv[2], NARU_DB_CREATE, &error);
  if (db == NULL || !naru_db_exec (db, "PRAGMA page_size = 1024", &error)
      || !naru_schema_create (db, atoi (argv[1]), &error) || !naru_db_exec (db, content, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
