#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes one of the rules away that synchronisation keeps: a copy of a source file in which a few words are others.

    mutate.py RULE SOURCE OUTPUT     writes the copy
    mutate.py --list                 each rule with its file

tests/sync/test-histories.c must notice each of them, or another test that provokes it. Where the words are not in the file any
more, the build says so: then the rule is kept by other words, and these have to be found here."""

import pathlib
import sys

RULES = {
    # 1. The place in the feed is never written before what was read up to it.
    'checkpoint-first': ('src/sync/naru-sync-pull.c',
                         'return naru_sync_take_in (self, place, page->documents, checkpoint, error);',
                         'return naru_store_set_checkpoint (self->store, place->place, checkpoint, error)\n'
                         '           && naru_sync_take_in (self, place, page->documents, NULL, error);'),
    # 2. What is sent is in the journal before, and a record is clean only if nothing was edited since.
    'not-journalled': ('src/store/naru-store-push.c', '" VALUES (?, ?, ?, ?, ?, ?, ?)",',
                       '" SELECT ?, ?, ?, ?, ?, ?, ? WHERE 0",'),
    'clean-regardless': ('src/store/naru-store-push.c', 'clean = iif (edits = ?4, edits, clean)', 'clean = edits'),
    # 3. What is in flight is sent again as it was; what the server has of it is ours; otherwise both are put together, and what
    # cannot be is kept for somebody to settle.
    'newer-body-again': ('src/store/naru-store-push.c',
                         '"SELECT id, body, base_rev, deleted, edits FROM journal WHERE place = ?"\n'
                         '                       " ORDER BY rowid"',
                         '"SELECT journal.id, document.body, base_rev, journal.deleted, journal.edits FROM journal"\n'
                         '                       " JOIN document USING (id) WHERE journal.place = ? ORDER BY journal.rowid"'),
    'own-is-foreign': ('src/store/naru-store-rebase.c',
                       'if (!journal->there || journal->deleted != remote->deleted)\n    return FALSE;',
                       'if (journal->there || !remote->deleted)\n    return FALSE;'),
    'theirs-alone': ('src/store/naru-store-rebase.c', 'return merge (self, local, remote, base, error);',
                     '(void) merge;\n  return take_theirs (self, local, remote, error);'),
    'conflict-untold': ('src/store/naru-store-rebase.c',
                        'if (conflict)\n    merged = naru_conflicts_reopen (local->body, remote->body, merged);\n'
                        '  else if (clashes->len > 0 &&',
                        'if (conflict)\n    merged = naru_conflicts_reopen (local->body, remote->body, merged);\n'
                        '  else if (clashes->len > 10000 &&'),
    # What has left a place is asked for there when all is compared: the feed is not read then.
    'departed-uncompared': ('src/store/naru-store-reconcile.c', 'if (remote != NULL && remote->deleted)',
                            'if (remote == NULL && place == NULL)'),
    # What a desk has open stays to be settled, whatever others have settled of what it was before.
    'unsettled-dropped': ('src/store/naru-store-conflict.c', 'if (is_settled (side))\n    return;',
                          'if (side != NULL)\n    return;'),
    # Versions that one node shows and another one does not have yet are asked for again.
    'branch-passed': ('src/sync/naru-sync-branches.c', 'return whole || await_branch (self, place, branch, error);',
                      '(void) await_branch;\n  return whole || TRUE;'),
    # ... and what clashes anew is sent as open, although it was open here already.
    'clash-unsaid': ('src/store/naru-store-conflict.c', 'if (local.edits != local.clean && !is_settled (before) && ', 'if ('),
    # What is written anew where a record has left says what it starts from, each time.
    'anew-unheard': ('src/store/naru-store-elsewhere.c', 'if (told != NULL && !heard && ',
                     'heard = heard || *base != NULL;\n  if (told != NULL && !heard && '),
    # What was deleted before it arrived where it was to go is awaited nowhere.
    'awaited-for-ever': ('src/store/naru-store-move.c', 'iif (deleted = 1 AND known IS NULL, NULL, document.place)',
                         'document.place'),
    # What could not be read while all was compared is in doubt until the round is over.
    'doubt-forgotten': ('src/sync/naru-sync-reconcile.c', 'place->comparing = place->incomplete;', 'place->comparing = FALSE;'),
    # Until then every desk has the same of them.
    'each-its-own': ('src/model/naru-merge.c',
                     'clash->mine_is_current = compare_canonical (value->mine, value->theirs) > 0;',
                     'clash->mine_is_current = TRUE;'),
    # 4. What both have deleted is deleted. An edit beats a deletion, from either side. No clock decides. Nobody goes back to
    # what a server shows that has not caught up.
    'deleted-by-both-again': ('src/store/naru-store-rebase.c', 'if (!dirty || (remote->deleted && local->deleted))',
                              'if (dirty && remote->deleted && local->deleted)\n'
                              '    return naru_take_in_write (self, local, error);\n'
                              '  if (!dirty)'),
    'deletion-wins': ('src/store/naru-store-rebase.c', 'return keep_edit (self, local, remote, base, own, error);',
                      '{\n      (void) keep_edit;\n      return take_theirs (self, local, remote, error);\n    }'),
    'kept-untold': ('src/store/naru-store-rebase.c', '" VALUES (?, ?, ?, ?, \'\', \'false\', \'true\')"',
                    '" SELECT ?, ?, ?, ?, \'\', \'false\', \'true\' WHERE 0"'),
    'own-deletion-wins': ('src/store/naru-store-rebase.c',
                          'if (base == NULL || !naru_body_same_content (base, remote->body))',
                          'if (base != NULL && *base == 0)'),
    'clock-decides': ('src/model/naru-merge.c', 'if (field != NULL && is_modified (field) && self->newer != 0)',
                      'if ((field == NULL || is_modified (field) || !is_made (field)) && self->newer != 0)'),
    'goes-back': ('src/store/naru-store-pull.c',
                  '&& (naru_rev_get_generation (remote->rev) <= naru_rev_get_generation (local->known)\n                  || left_before (local, remote)))))',
                  '&& (*remote->rev == 0 && left_before (local, remote)))))'),
    # ... also where another node, when it is asked, knows better than the one that has shown it.
    'shown-by-another': ('src/sync/naru-sync-pull.c', 'if (!g_hash_table_contains (ended, known->id))', 'if (FALSE)'),
    # 5. A version on the server is deleted only when all of it has come to the one that the server shows, and nothing is twice
    # in one request.
    'losers-at-once': ('src/sync/naru-sync-branches.c', 'if (ready && !changed && !*deleted)', 'if (!*deleted)'),
    'written-for-nothing': ('src/store/naru-store-branch.c',
                            'if (naru_body_same_content (merged, local->body))', 'if (FALSE)'),
    'twice-in-one-request': ('src/sync/naru-sync-branches.c', 'if (g_hash_table_add (seen, branch->id) && !merge_branch',
                             'if (g_hash_table_add (seen, branch->id) != 2 && !merge_branch'),
    # ... and the place in the feed where they were met is not passed before that.
    'passed-unmerged': ('src/sync/naru-sync-pull.c', 'if (!naru_sync_take_in (self, place, page->documents, NULL, error))',
                        'if (!naru_sync_take_in (self, place, page->documents, checkpoint, error))'),
    # 6. A server that lost the handshake is compared from its beginning: what this desk wrote since is sent again, unsent work
    # stays, what others had seen of it is no reason to forget ours. Once a week without a reason.
    'no-comparison': ('src/sync/naru-sync-handshake.c', '*reconcile = checkpoint->session != NULL;',
                      'if (checkpoint->session != NULL)\n    return TRUE;'),
    # ... also where the handshake is there, and what came after it is not.
    'unnoted': ('src/sync/naru-sync-handshake.c', 'if (checkpoint->noted > place->handshake)',
                'if (checkpoint->noted < 0)'),
    # ... or where the server does not know the place in the feed.
    'place-unknown': ('src/sync/naru-sync-pull.c', 'if (answer.response->status == 400 && ',
                      'if (answer.response->status == 0 && '),
    # What one node has announced and another does not have yet is asked for again.
    'not-awaited': ('src/sync/naru-sync-pull.c', 'note_all_awaited (page, wanted);', '(void) note_all_awaited;'),
    # ... until that version comes, not an earlier one.
    'awaited-no-more': ('src/store/naru-store-pull.c', 'CAST (rev AS INTEGER) <= ?', 'CAST (rev AS INTEGER) <= ? + 9'),
    'not-sent-again': ('src/store/naru-store-reconcile.c', 'if (!dirty && (!since || local.deleted))', 'if (!dirty)'),
    'purged-comes-back': ('src/store/naru-store-reconcile.c', 'if (!dirty && (!since || local.deleted))',
                          'if (!dirty && local.deleted)'),
    # ... after asking.
    'not-asked': ('src/store/naru-store-lost.c', 'return g_strconcat (NARU_REASON_LOST, at, NULL);',
                  'return at[0] != 0 ? NULL : g_strdup (at);'),
    # A comparison by the list alone leaves out what has several versions: another one follows.
    'listed-is-all': ('src/sync/naru-sync-reconcile.c', '(thorough ? naru_sync_note_comparison', '(thorough || TRUE ? naru_sync_note_comparison'),
    # What the list does not name may be deleted, which is asked for.
    'absent-is-gone': ('src/sync/naru-sync-summary.c', 'return ask_absent (self, place, summary, error);',
                       '(void) ask_absent;\n  return TRUE;'),
    'unsent-goes': ('src/store/naru-store-reconcile.c', 'if (!dirty && (!since || local.deleted))',
                    'if (!since || local.deleted)'),
    'set-back-unseen': ('src/sync/naru-sync-pull.c', 'document.standing = NARU_REMOTE_SET_BACK;',
                        'document.standing = NARU_REMOTE_FOLLOWS;'),
    'never-compared': ('src/sync/naru-sync-reconcile.c', 'return place->checkpoint->since != NULL\n',
                       'return place->checkpoint->since == NULL\n'),
    'taken-in-unread': ('src/sync/naru-sync-pull.c', 'if (!naru_sync_read_unread (self, place, reconcile, error))',
                        'if (FALSE)'),
    # 7. A profile belongs to one account.
    'any-account': ('src/sync/naru-account.c', 'if (present == NULL || strcmp (present, owner) == 0)',
                    'if (present == NULL || *owner != 0)'),
    # What somebody wrote into the version that a record left behind is put into the record.
    'left-behind': ('src/store/naru-store-elsewhere.c',
                    '&& absorb (self, local, remote, &left, error);', '&& ((void) absorb, TRUE);'),
    # ... and is no news to whoever has brought the record back from there.
    'brought-back': ('src/store/naru-store-elsewhere.c', '  if (back)\n', '  if (FALSE)\n'),
    # Who makes a record or a conflict anew without having seen the one that has left there takes nothing away from it.
    'values-taken-away': ('src/store/naru-store-elsewhere.c', 'mark == NULL && (left->rev', 'FALSE && (left->rev'),
    # What was made in both places is in neither a later version of the other.
    'made-twice': ('src/store/naru-store-elsewhere.c', 'return follow (self, local, &document, tie, error);',
                   'return follow (self, local, &document, FALSE, error);'),
    # What others go on writing where a record was is looked after, also where the server has forgotten that it had come back.
    'left-unwatched': ('src/store/naru-store-elsewhere.c', 'if (!set_back)\n    return naru_departure_drop',
                       'if (TRUE)\n    return naru_departure_drop'),
    # ... or where it has forgotten that it had gone.
    'departure-forgotten': ('src/store/naru-store-reconcile.c', 'return naru_departures_empty (db,', 'return naru_departures_drop (db,'),
    # What comes again where this desk had moved it away says itself what somebody has written there.
    'renewed-whole': ('src/store/naru-store-elsewhere.c', 'start != NULL ? start : body', 'remote->body'),
    # Who has moved a record may not see where it is now: what somebody wrote where it was is everybody's.
    'told-unheard': ('src/store/naru-store-elsewhere.c', '!tie && says == NULL && ', '!tie && '),
    'conflict-nobodys': ('src/store/naru-store-elsewhere.c', 'says == NULL && strcmp (local->type, "conflict") != 0)',
                         'says == NULL)'),
    # What does not come from the version that was left was not written since, unless the server says so.
    'beside-is-later': ('src/store/naru-store-elsewhere.c', 'if (is_beside (remote, &left))', 'if (FALSE && is_beside (remote, &left))'),
    # What a node has nothing of is not forgotten by the server.
    'lagging-is-forgotten': ('src/sync/naru-sync-move.c', 'if (place->compared && !add_forgotten', 'if (!add_forgotten'),
    # What was there before a record left does not come from what it had left: a part of the server that lags behind shows it.
    'here-before': ('src/store/naru-store-pull.c', 'return local->known == NULL && local->base', 'return FALSE && local->base'),
    # ... nor is a deletion that others have written upon.
    'deleted-beside': ('src/store/naru-store-elsewhere.c', 'if (is_beside (remote, &left))', 'if (!remote->deleted && is_beside (remote, &left))'),
    # What another part of the server has deleted is no version beside that deletion.
    'ancestor-is-beside': ('src/sync/naru-sync-versions.c', '!was_deleted (version, g_hash_table_lookup (shown, id))',
                           '(shown != NULL || was_deleted (version, NULL))'),
    # ... nor does a deletion that one part shows count where the other part has the record.
    'deletion-is-later': ('src/sync/naru-sync-pull.c', 'return document->deleted\n         || naru', 'return naru'),
    # ... nor one of a time before the record has come back.
    'deleted-before': ('src/store/naru-store-pull.c', 'return remote->deleted && remote->body != NULL\n         && naru_body', 'return FALSE && naru_body'),
    # ... nor is a version beside it one that has taken away what is missing in it.
    'branch-left': ('src/store/naru-store-elsewhere.c', 'remote->standing == NARU_REMOTE_FOLLOWS\n', 'FALSE\n'),
    # Of two places that have the record one gets rid of it, whoever has moved it how often.
    'in-two-places': ('src/store/naru-store-elsewhere.c', 'if ((tie || left.there) && local->rev', 'if (left.there && local->rev'),
    'left-twice': ('src/store/naru-store-elsewhere.c', 'if ((tie || left.there) && local->rev', 'if (tie && local->rev'),
    # A deletion that is not sent is no earlier version of the record.
    'deleted-on-the-way': ('src/store/naru-store-elsewhere.c', 'local->rev == NULL ? -1 :', 'local->rev == NULL ? 0 :'),
    # A record may have moved on to where this desk does not see it, before what it had left was deleted.
    'gone-undeleted': ('src/store/naru-store-elsewhere.c', 'WHERE id = ? AND rev IS NULL", "s", id)', 'WHERE id = ?", "s", id)'),
    # What belongs to a record goes where somebody else has moved that.
    'conflict-stays': ('src/store/naru-store-move.c', '(examine_conflicts (self, id, error)\n',
                       '((target == NULL || examine_conflicts (self, id, error))\n'),
    # What this desk had sent where the record has left, and the server has lost, is not lost with it.
    'sent-away-lost': ('src/sync/naru-sync-reconcile.c', 'if (!naru_sync_may_move (place->place))', 'if (TRUE)'),
    # Whatever was received rests on the server: whether it still has that is asked.
    'received-unmarked': ('src/store/naru-store-pull.c', 'return n > taken->known;', 'return n > taken->unchanged;'),
    # What was emptied in flight was emptied by this desk.
    'emptied-by-nobody': ('src/store/naru-store-rebase.c', '&& naru_json_span_member (theirs, field).text == NULL)', '&& base == NULL)'),
    # Two who move a record may have moved different versions of it.
    'moved-beside': ('src/store/naru-store-rebase.c', 'if (sent == NULL || (beside && ', 'if (sent == NULL || (beside && FALSE && '),
    # What belongs to a case is where it is, also when that goes back before it was sent.
    'gone-ahead': ('src/store/naru-store-move.c', ' || (rests && local.edits > 0)', ''),
    # What the server has forgotten altogether is not to be deleted there any more.
    'deleted-for-ever': ('src/sync/naru-sync-move.c', 'if (!g_hash_table_contains (revs, g_ptr_array_index (ids, i)))',
                         'if (FALSE)'),
    # A handshake that the server has and this desk had not noted counts.
    'ahead-unnoted': ('src/sync/naru-sync-handshake.c', 'return catch_up (self, place, error);', 'return ((void) catch_up, TRUE);'),
    # What was spoiled while all was compared is compared again.
    'spoiled-unnoted': ('src/sync/naru-sync-reconcile.c', 'if (!place->incomplete ||', 'if (TRUE || !place->incomplete ||'),
    # 8. Documents are written by POST alone.
    'put-documents': ('src/sync/naru-sync-ask.c', 'NaruHttpRequest request = { "POST", path, query, bytes };',
                      'NaruHttpRequest request = { "PUT", path, query, bytes };'),
    # Silence ends what waits, each that waits has a connection of its own, and none outlives its network, or a sleep.
    'never-given-up': ('src/sync/naru-http.c', 'CONNECTIONS, TIMEOUT_SECONDS);', 'CONNECTIONS, 0);'),
    'two-connections': ('src/sync/naru-http.c', 'CONNECTIONS, TIMEOUT_SECONDS);', '2, TIMEOUT_SECONDS);'),
    'network-unnoticed': ('src/sync/naru-sync-service.c', 'if (available)', 'if (FALSE)'),
    'waiting-goes-on': ('src/sync/naru-sync-worker.c',
                        '    case NARU_SYNC_WORD_NETWORK:\n      g_hash_table_remove_all (worker->feeds);',
                        '    case NARU_SYNC_WORD_NETWORK:'),
    'sleep-unnoticed': ('src/sync/naru-sync-worker.c', 'if (asleep - worker->asleep > ASLEEP * 1000)', 'if (FALSE)'),
}


def main(arguments):
    if arguments == ['--list']:
        for rule, (source, _, _) in RULES.items():
            print(rule, source)
        return 0
    rule, source, output = arguments
    _, words, others = RULES[rule]
    text = pathlib.Path(source).read_text(encoding='utf-8')
    if text.count(words) != 1:
        print(f'{sys.argv[0]}: the words of "{rule}" are {text.count(words)} times in {source}', file=sys.stderr)
        return 1
    pathlib.Path(output).write_text(text.replace(words, others), encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
