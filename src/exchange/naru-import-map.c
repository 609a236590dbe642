/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column gives which field: guessed from headings in three languages and from what the cells look like, changed by
 * whoever imports, and kept for the next file with the same headings. */
#include "naru-import-private.h"

#include "naru-error.h"
#include "naru-value.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Headings that stand for a field besides its name and label, squeezed as squeeze() does. The first type that fits counts;
 * NULL holds for every type. */
static const struct
{
  const char *type;
  const char *target;
  const char *headings;
} synonyms[] = {
  { "employer", "name",
    "employername;companyname;company;employer;organisation;organization;회사명;기업명;상호;"
    "사업장명;업체명;"
    "법인명;회사;기업;raisonsociale;entreprise;denomination" },
  { "employer", "otherNames", "currentname;tradingname;otherNames;영문명;다른이름" },
  { "employer", "registerNumber",
    "companynumber;registrationnumber;registernumber;companyregistrationnumber;crn;"
    "사업자등록번호;사업자번호;법인등록번호;siren;siret;vatnumber" },
  { "employer", "externalIds", "employerid;id;customerid;사업장관리번호;기업번호;관리번호" },
  { "employer", "industryLocal",
    "siccodes;siccode;sic;sic2007;nace;nacecode;naf;ape;업종코드;산업코드;표준산업분류" },
  { "employer", "sizeClass",
    "employersize;size;sizeclass;companysize;기업규모;규모;taille;effectif" },
  { "employer", "employees",
    "employees;headcount;numberofemployees;종업원수;근로자수;직원수;상시근로자수;salaries" },
  { "employer", "website", "website;url;web;homepage;홈페이지;siteweb" },
  { "employer", "sources.on", "datesubmitted;asof;updated;lastupdated;기준일;기준일자" },
  { "employer", "hiringNote", "hiringplans;채용계획" },
  { "vacancy", "title",
    "title;jobtitle;position;채용제목;공고명;모집직종;직무;제목;intitule;poste" },
  { "vacancy", "employerName",
    "hiringorganization.name;company;companyname;employername;organisation;회사명;기업명;"
    "entreprise" },
  { "vacancy", "externalId",
    "jobid;id;identifier.value;identifier;reference;구인인증번호;공고번호;구인번호" },
  { "vacancy", "originalText", "text;fulltext;원문" },
  { "vacancy", "about",
    "companyprofile;description;jobdescription;requirements;qualifications;experiencerequirements;"
    "직무내용;모집내용;상세내용;자격요건;우대사항;profil" },
  { "vacancy", "tasks", "tasks;responsibilities;duties;담당업무;업무내용;missions" },
  { "vacancy", "benefits", "benefits;jobbenefits;perks;복리후생;avantages" },
  { "vacancy", "payText",
    "salaryrange;salary;basesalary;pay;wage;estimatedsalary;급여;임금;연봉;시급;월급;salaire;"
    "remuneration" },
  { "vacancy", "payExtras", "incentivecompensation;제수당;기타수당" },
  { "vacancy", "occupation", "occupationalcategory;occupation;iscocode;직종" },
  { "vacancy", "employment",
    "employmenttype;workinghours;employment;고용형태;근무형태;typeemploi" },
  { "vacancy", "contract", "contracttype;계약형태;typecontrat" },
  { "vacancy", "education",
    "requirededucation;educationrequirements.credentialcategory;education;학력;diplome" },
  { "vacancy", "experienceMonths", "experiencerequirements.monthsofexperience;경력개월" },
  { "vacancy", "posts", "totaljobopenings;openings;posts;모집인원;채용인원" },
  { "vacancy", "publishedOn", "dateposted;posted;published;등록일;공고일;datepublication" },
  { "vacancy", "closesOn",
    "validthrough;closingdate;deadline;expires;마감일;접수마감일;datelimite" },
  { "vacancy", "startOn", "jobstartdate;startdate;근무시작일" },
  { "vacancy", "address.place",
    "location;joblocation;joblocation.address.addresslocality;city;town;근무지;근무지역;lieu;"
    "ville" },
  { "vacancy", "address.lines", "joblocation.address.streetaddress;streetaddress;근무지주소" },
  { "vacancy", "address.postcode", "joblocation.address.postalcode" },
  { "vacancy", "address.country",
    "joblocation.address.addresscountry;joblocation.address.addresscountry.name" },
  { "vacancy", "remote", "joblocationtype;remote;재택근무" },
  { "vacancy", "language", "inlanguage;language" },
  { "vacancy", "howToApply", "applicationcontact.email;directapply;howtoapply;지원방법" },
  { "contact", "sourceKey", "uid;contactid;id" },
  { "contact", "organisationName",
    "company;companyname;organisation;organization;회사;회사명;소속;entreprise;societe" },
  { "contact", "function", "jobtitle;position;function;직위;직책;직급;fonction" },
  { "jobseeker", "sourceKey",
    "id;number;jobseekerid;clientid;clientnumber;registrationnumber;구직번호;구직등록번호;관리번호;"
    "번호;"
    "접수번호;numero;identifiant" },
  { "jobseeker", "birthDate",
    "birthdate;dateofbirth;dob;born;생년월일;생일;datedenaissance;naissance" },
  { "jobseeker", "occupations",
    "desiredoccupation;occupation;occupations;희망직종;희망직업;metier" },
  { "jobseeker", "educationLevel", "education;educationlevel;학력;최종학력;niveauetudes" },
  { "jobseeker", "registeredOn",
    "registered;registeredon;registrationdate;등록일;구직등록일;접수일;dateinscription" },
  { "jobseeker", "nationality", "nationality;국적;nationalite" },
  { "jobseeker", "payWanted", "desiredpay;희망임금;희망급여;salairesouhaite" },
  { "jobseeker", "counsellor", "counsellor;counselor;담당자;상담사;담당상담사;conseiller" },
  { "jobseeker", "availableFrom", "availablefrom;available;취업가능일;disponibilite" },
  { "jobseeker", "language", "language;언어;langue" },
  { NULL, "name", "name;fullname;성명;이름;성함;nom;nomcomplet;nometprenom" },
  { NULL, "romanName", "englishname;romanname;nameinenglish;영문이름;영문성명" },
  { NULL, "sex", "sex;gender;성별;sexe" },
  { NULL, "mobile",
    "mobile;mobilephone;cell;cellphone;cellular;휴대폰;휴대전화;핸드폰;휴대폰번호;휴대전화번호;"
    "핸드폰번호;portable;"
    "telephoneportable" },
  { NULL, "phone", "phone;telephone;tel;phonenumber;전화;전화번호;연락처;대표전화;telephonefixe" },
  { NULL, "email",
    "email;emailaddress;mail;e-mail;이메일;이메일주소;전자우편;메일;courriel;adresseemail" },
  { NULL, "address.lines",
    "address;street;streetaddress;addr;address1;주소;도로명주소;사업장주소;adresse;rue" },
  { NULL, "address.postcode", "postcode;postalcode;zip;zipcode;우편번호;codepostal" },
  { NULL, "address.place", "town;city;place;시군구;도시;ville;commune" },
  { NULL, "address.country", "country;국가;나라;pays" },
  { NULL, "region", "region;district;지역;거주지역;거주지;관할지역" },
  { NULL, "industry", "isic;isic4;industrycode" },
  { NULL, "note",
    "note;notes;remark;remarks;comment;comments;비고;메모;참고;특이사항;remarque;commentaire" },
};

/* A heading without spaces, accents and punctuation, in lower case. Dots stay: they tell members. */
static char *
squeeze (const char *heading)
{
  g_autofree char *parts = g_utf8_normalize (heading, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = parts != NULL ? parts : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '(' && out->len > 0)
        break;
      if (letter == '.'
          || (g_unichar_isalnum (letter) && g_unichar_type (letter) != G_UNICODE_NON_SPACING_MARK))
        g_string_append_unichar (out, g_unichar_tolower (letter));
    }
  return g_utf8_normalize (out->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

static gboolean
is_in (const char *word, const char *list)
{
  gsize length = strlen (word);

  for (const char *at = list; *at != '\0';)
    {
      gsize size = strcspn (at, ";");

      if (size == length && g_ascii_strncasecmp (at, word, length) == 0)
        return TRUE;
      at += size + (at[size] == ';');
    }
  return FALSE;
}

/* Fields that a file may give although the program writes them. */
static gboolean
is_open (const NaruField *field)
{
  return (field->flags & NARU_FIELD_DERIVED) == 0 || strcmp (field->name, "sourceKey") == 0;
}

/**
 * naru_import_find_slot:
 * @type: a record type
 * @target: (nullable): "name", "address.place", "id", "sources.on"
 *
 * Returns: what it means; a slot of kind SLOT_NONE if it is not a target
 */
NaruImportSlot
naru_import_find_slot (const NaruRecordType *type, const char *target)
{
  NaruImportSlot slot = { SLOT_NONE };
  const char *dot = target != NULL ? strchr (target, '.') : NULL;
  g_autofree char *name
      = dot != NULL ? g_strndup (target, (gsize) (dot - target)) : g_strdup (target);
  const NaruField *members;

  if (target == NULL)
    return slot;
  if (strcmp (target, "id") == 0 || strcmp (target, "_id") == 0)
    {
      slot.kind = SLOT_ID;
      return slot;
    }
  slot.field = naru_record_type_find_field (type, name);
  for (const NaruField *common = naru_common_fields; common->name != NULL; common++)
    if (strcmp (common->name, name) == 0)
      return slot;
  if (slot.field != NULL && strcmp (target, "sources.on") == 0)
    slot.kind = SLOT_AS_OF;
  else if (slot.field != NULL && is_open (slot.field) && dot == NULL)
    slot.kind = SLOT_FIELD;
  else if (slot.field != NULL && is_open (slot.field))
    {
      members = slot.field->kind == NARU_KIND_MONEY    ? naru_money_fields
                : slot.field->kind == NARU_KIND_OBJECT ? slot.field->fields
                                                       : NULL;
      for (; members != NULL && members->name != NULL; members++)
        if (strcmp (members->name, dot + 1) == 0)
          {
            slot.member = members;
            slot.kind = SLOT_MEMBER;
          }
    }
  return slot;
}

/**
 * naru_import_is_target:
 * @type: a record type
 * @target: a name
 *
 * Returns: whether a column can give it
 */
gboolean
naru_import_is_target (const NaruRecordType *type, const char *target)
{
  return naru_import_find_slot (type, target).kind != SLOT_NONE;
}

/**
 * naru_import_target_free:
 * @target: (transfer full): a target
 */
void
naru_import_target_free (NaruImportTarget *target)
{
  g_free (target->name);
  g_free (target->label);
  g_free (target);
}

static void
add_target (GPtrArray *targets, char *name, char *label, gboolean required)
{
  NaruImportTarget *target = g_new0 (NaruImportTarget, 1);

  target->name = name;
  target->label = label;
  target->required = required;
  g_ptr_array_add (targets, target);
}

/**
 * naru_import_list_targets:
 * @self: an import
 *
 * Returns: (transfer full) (element-type NaruImportTarget): everything that a column can give, in the order of the
 *   dictionary
 */
GPtrArray *
naru_import_list_targets (NaruImport *self)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_import_target_free);

  for (const NaruField *field = self->type->fields; field->name != NULL; field++)
    {
      const char *label = naru_field_get_label (field);
      gboolean list = field->kind == NARU_KIND_LIST && strcmp (field->name, "externalIds") != 0;

      if (strcmp (field->name, "sources") == 0)
        add_target (targets, g_strdup ("sources.on"), g_strdup (_ ("As of (date at the source)")),
                    FALSE);
      if (!is_open (field) || (list && self->format != NARU_TABLE_JSON))
        continue;
      if (field->kind != NARU_KIND_OBJECT)
        add_target (targets, g_strdup (field->name), g_strdup (label),
                    (field->flags & NARU_FIELD_REQUIRED) != 0);
      else
        for (const NaruField *member = field->fields; member->name != NULL; member++)
          add_target (targets, g_strdup_printf ("%s.%s", field->name, member->name),
                      g_strdup_printf (_ ("%s: %s"), label, naru_field_get_label (member)), FALSE);
    }
  add_target (targets, g_strdup ("id"), g_strdup (_ ("Id of the record in Naru")), FALSE);
  return targets;
}

/* Long text is put together from several columns; everything else has one. */
static gboolean
is_free (NaruImport *self, const char *target)
{
  NaruImportSlot slot = naru_import_find_slot (self->type, target);

  if (slot.kind == SLOT_NONE)
    return FALSE;
  if (slot.kind == SLOT_FIELD && slot.field->kind == NARU_KIND_LONG_TEXT)
    return TRUE;
  for (guint i = 0; i < self->targets->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->targets, i), target) == 0)
      return FALSE;
  return TRUE;
}

static void
put_target (NaruImport *self, guint column, const char *target)
{
  g_free (self->targets->pdata[column]);
  self->targets->pdata[column] = g_strdup (target);
}

static const char *
guess_by_heading (NaruImport *self, const char *heading)
{
  g_autofree char *word = squeeze (heading);
  gboolean own_words = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if ((synonyms[i].type == NULL || strcmp (synonyms[i].type, self->type->name) == 0)
        && is_in (word, synonyms[i].headings))
      {
        own_words = TRUE;
        if (is_free (self, synonyms[i].target))
          return synonyms[i].target;
      }
  if (own_words)
    return NULL;
  for (const NaruField *field = self->type->fields; field->name != NULL; field++)
    {
      g_autofree char *label = squeeze (naru_field_get_label (field));
      g_autofree char *english = squeeze (field->label);

      if ((strcmp (word, label) == 0 || strcmp (word, english) == 0
           || g_ascii_strcasecmp (word, field->name) == 0)
          && field->kind != NARU_KIND_OBJECT
          && (field->kind != NARU_KIND_LIST || self->format == NARU_TABLE_JSON)
          && is_free (self, field->name))
        return field->name;
    }
  return NULL;
}

/* A list has its entries as JSON, which a cell seldom is: "requirements" in an advertisement is a text. */
static gboolean
is_list_without_json (NaruImport *self, guint column, const char *target)
{
  NaruImportSlot slot = naru_import_find_slot (self->type, target);

  if (slot.kind != SLOT_FIELD || slot.field->kind != NARU_KIND_LIST)
    return FALSE;
  for (guint row = 0; row < self->preview->len; row++)
    if (*naru_import_get_cell (self, row, column) == '[')
      return FALSE;
  return TRUE;
}

/* Ids of records, as an export of ours has them. */
static gboolean
has_own_ids (NaruImport *self, guint column)
{
  const char *heading = g_ptr_array_index (self->columns, column);
  g_autofree char *start = g_strconcat (self->type->name, ":", NULL);

  return (strcmp (heading, "id") == 0 || strcmp (heading, "_id") == 0) && self->preview->len > 0
         && g_str_has_prefix (naru_import_get_cell (self, 0, column), start);
}

/* A heading that is the very name of a target is meant so. */
static gboolean
guess_exactly (NaruImport *self, guint column, NaruTable *table)
{
  const char *heading = g_ptr_array_index (self->columns, column);
  const char *target = naru_table_get_target (table, column);

  if (target == NULL && has_own_ids (self, column))
    target = "id";
  if (target == NULL
      && (strchr (heading, '.') != NULL
          || naru_record_type_find_field (self->type, heading) != NULL))
    target = heading;
  if (target == NULL || !is_free (self, target) || is_list_without_json (self, column, target))
    return FALSE;
  put_target (self, column, target);
  return TRUE;
}

typedef gboolean (*LooksLike) (const char *text);

static gboolean
looks_like_mobile (const char *text)
{
  guint digits = 0;

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      digits++;
    else if (strchr ("+-. ()", *at) == NULL)
      return FALSE;
  return digits >= 10 && digits <= 13
         && (g_str_has_prefix (text, "01") || g_str_has_prefix (text, "+82"));
}

static gboolean
looks_like_birth_date (const char *text)
{
  gboolean ambiguous;
  g_autofree char *date = naru_import_parse_date (text, NARU_DATE_ORDER_DAY_FIRST, &ambiguous);

  return date != NULL && strcmp (date, "1925") > 0 && strcmp (date, "2012") < 0;
}

static const struct
{
  const char *target;
  LooksLike looks_like;
} contents[] = {
  { "email", naru_email_is_plausible },
  { "mobile", looks_like_mobile },
  { "birthDate", looks_like_birth_date },
};

/* What all filled cells of a column look like. */
static const char *
guess_by_content (NaruImport *self, guint column)
{
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      guint filled = 0, fitting = 0;

      if (!is_free (self, contents[i].target))
        continue;
      for (guint row = 0; row < self->preview->len; row++)
        {
          const char *cell = naru_import_get_cell (self, row, column);

          filled += *cell != '\0';
          fitting += *cell != '\0' && contents[i].looks_like (cell);
        }
      if (filled >= 2 && fitting == filled)
        return contents[i].target;
    }
  return NULL;
}

/**
 * naru_import_guess_targets:
 * @self: an import with headings and preview
 * @table: the table that they came from
 *
 * Fills in the mapping: by names, then headings, then contents.
 */
void
naru_import_guess_targets (NaruImport *self, NaruTable *table)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (!guess_exactly (self, i, table))
      put_target (self, i, NULL);
  for (guint i = 0; i < self->columns->len; i++)
    if (g_ptr_array_index (self->targets, i) == NULL && naru_table_get_target (table, i) == NULL)
      put_target (self, i, guess_by_heading (self, g_ptr_array_index (self->columns, i)));
  for (guint i = 0; i < self->columns->len; i++)
    if (g_ptr_array_index (self->targets, i) == NULL)
      put_target (self, i, guess_by_content (self, i));
}

/* The settings of the profile remember a mapping by type and headings. */
static char *
setting_key (NaruImport *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *heading = g_ptr_array_index (self->columns, i);

      g_checksum_update (checksum, (const guchar *) heading, (gssize) strlen (heading) + 1);
    }
  return g_strdup_printf ("import-map:%s:%.16s", self->type->name,
                          g_checksum_get_string (checksum));
}

/**
 * naru_import_restore_targets:
 * @self: an import
 *
 * Takes the mapping that was used for these headings before.
 *
 * Returns: whether there was one
 */
gboolean
naru_import_restore_targets (NaruImport *self)
{
  g_autofree char *key = setting_key (self);
  g_autofree char *kept = naru_store_get_setting (naru_desk_get_store (self->desk), key);
  g_auto (GStrv) targets = kept != NULL ? g_strsplit (kept, "\n", -1) : NULL;

  if (targets == NULL || g_strv_length (targets) != self->columns->len)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    put_target (self, i, naru_import_is_target (self->type, targets[i]) ? targets[i] : NULL);
  return TRUE;
}

/**
 * naru_import_keep_targets:
 * @self: an import
 * @error: return location for an error
 *
 * Keeps the mapping for the next file with these headings.
 *
 * Returns: %TRUE if it is kept
 */
gboolean
naru_import_keep_targets (NaruImport *self, GError **error)
{
  g_autofree char *key = setting_key (self);
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < self->targets->len; i++)
    {
      const char *target = g_ptr_array_index (self->targets, i);

      g_string_append_printf (value, "%s%s", i > 0 ? "\n" : "", target != NULL ? target : "");
    }
  return naru_store_set_setting (naru_desk_get_store (self->desk), key, value->str, error);
}

/**
 * naru_import_get_target:
 * @self: an import
 * @column: position
 *
 * Returns: (transfer none) (nullable): what the column gives
 */
const char *
naru_import_get_target (NaruImport *self, guint column)
{
  g_return_val_if_fail (column < self->targets->len, NULL);

  return g_ptr_array_index (self->targets, column);
}

/**
 * naru_import_set_target:
 * @self: an import
 * @column: position
 * @target: (nullable): what the column gives; %NULL for nothing
 * @error: return location for an error
 *
 * Returns: %TRUE if it is done, %NARU_ERROR_NOT_FOUND if there is no such target
 */
gboolean
naru_import_set_target (NaruImport *self, guint column, const char *target, GError **error)
{
  g_return_val_if_fail (column < self->targets->len, FALSE);

  if (target != NULL && *target != '\0' && !naru_import_is_target (self->type, target))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                   _ ("The record type “%s” has no field “%s”."), self->type->name, target);
      return FALSE;
    }
  put_target (self, column, target != NULL && *target != '\0' ? target : NULL);
  return TRUE;
}

/**
 * naru_import_heading_of:
 * @self: an import
 * @target: a target
 *
 * Returns: (transfer none) (nullable): the heading of the first column that gives it
 */
const char *
naru_import_heading_of (NaruImport *self, const char *target)
{
  for (guint i = 0; i < self->targets->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->targets, i), target) == 0)
      return g_ptr_array_index (self->columns, i);
  return NULL;
}
