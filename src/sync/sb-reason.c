/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table: adding a reason is adding a row. */
#include "sb-reason.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *word;
  const char *message;
  const char *remedy;
  SbRecordActions actions; /* beside those of the state */
} Reason;

static const Reason REASONS[] = {
  { "zero-cost", N_("What left the stock has no cost yet."),
    N_("Enter the bill or the cost of these goods; the entry follows by itself. If they were "
        "really free, skip it."),
    0 },
  { "account", N_("An account that it needs is not mapped, inactive or gone in QuickBooks."),
    N_("Choose the account on the Accounts page of the settings, then sync again."),
    SB_RECORD_CAN_REMAP },
  { "unmapped-role", N_("A role that it posts to has no QuickBooks account."),
    N_("Choose the account on the Accounts page of the settings, then sync again."),
    SB_RECORD_CAN_REMAP },
  { "closed-period", N_("The books of that date are closed in QuickBooks."),
    N_("Move the closing date in QuickBooks and retry, or skip."), 0 },
  { "duplicate-name",
    N_("Another customer, supplier, employee or item of QuickBooks has this name."),
    N_("Link it to that one, or change the name here, then retry."), 0 },
  { "duplicate-number", N_("Another document of QuickBooks has this number."),
    N_("Change the number there, then retry, or skip."), 0 },
  { "tax-code", N_("No tax code of QuickBooks stands for a rate of this document."),
    N_("Choose the tax code: stockbook-cli taxes BOOK RATE=CODE, then retry."), 0 },
  { "validation", N_("QuickBooks did not take it as it is."),
    N_("Correct what the message names, then retry, or skip."), 0 },
  { "stale", N_("It was changed in QuickBooks while it was being sent."),
    N_("Retry, or skip it."), 0 },
  { "inactive-reference", N_("Something that it names is inactive in QuickBooks."),
    N_("Make it active again in QuickBooks, then retry."), SB_RECORD_CAN_REACTIVATE },
  { "missing-reference", N_("Something that it names does not exist in QuickBooks any more."),
    N_("Link or create it again, then retry."), 0 },
  { "plan", N_("The plan of the QuickBooks company does not offer this."),
    N_("Upgrade the plan in QuickBooks and retry, or skip."), 0 },
  { "currency", N_("Its currency does not fit the contact or the account in QuickBooks."),
    N_("Correct the currency of the contact, then retry, or skip."), 0 },
  { "possible-duplicate", N_("QuickBooks already holds a payment that settles this document."),
    N_("If it is the same money, undo the payment here. If not, retry to send it."),
    SB_RECORD_CAN_RETRY },
  { "in-deposit", N_("The payment is part of a bank deposit in QuickBooks."),
    N_("Take it out of the deposit in QuickBooks, then retry."), 0 },
  { "reconciled", N_("It is matched with the bank in QuickBooks."),
    N_("Undo the match in QuickBooks, then retry."), 0 },
  { "depends", N_("It waits for something that is not in QuickBooks yet."),
    N_("Mend what it waits for; it follows by itself."), 0 },
  { "throttled", N_("QuickBooks asks us to slow down."), N_("Sync again in a few minutes."), 0 },
  { "server", N_("QuickBooks had a failure of its own."), N_("Sync again later."), 0 },
  { "network", N_("QuickBooks could not be reached."), N_("Check the connection and sync again."),
    0 },
  { "bad-answer", N_("QuickBooks answered with something that cannot be read."),
    N_("Sync again later."), 0 },
  { "tracked-item",
    N_("The item counts its own quantity in QuickBooks, which would book its cost twice."),
    N_("Make that item inactive in QuickBooks and let Stockbook create a non-inventory item of "
        "the same name."),
    SB_RECORD_CAN_UNTRACK },
  { "deleted-in-qbo", N_("It was deleted in QuickBooks."),
    N_("Send it again, or accept the deletion."), 0 },
  { "voided-in-qbo", N_("It was voided in QuickBooks."), N_("Send it again, or accept the void."),
    0 },
  { "changed-in-qbo", N_("It was changed in QuickBooks."),
    N_("Send Stockbook's version again, or keep what QuickBooks has."), 0 },
  { "edited-both", N_("It was changed here and in QuickBooks."),
    N_("Choose which version holds."), 0 },
  { "nothing-to-send", N_("Nothing is left to send: it nets to nothing."), NULL, 0 },
  { "export-off", N_("Sending this kind is switched off."), N_("Switch it on in the settings."),
    0 },
  { "before-first-date", N_("It is dated before the first date to sync."),
    N_("Change the first date in the settings."), 0 },
  { "sign-in-needed", N_("QuickBooks asks you to sign in again."),
    N_("Sign in on the QuickBooks page."), SB_RECORD_CAN_RECONNECT },
};

static const Reason *
find (const char *reason)
{
  for (gsize i = 0; reason != NULL && i < G_N_ELEMENTS (REASONS); i++)
    {
      if (g_str_equal (REASONS[i].word, reason))
        return &REASONS[i];
    }
  return NULL;
}

const char *
sb_reason_message (const char *reason)
{
  const Reason *row = find (reason);

  return row != NULL ? _(row->message) : NULL;
}

const char *
sb_reason_remedy (const char *reason)
{
  const Reason *row = find (reason);

  return row != NULL && row->remedy != NULL ? _(row->remedy) : _("Retry, or skip it.");
}

SbRecordActions
sb_reason_actions (SbRecordState state, const char *reason)
{
  const Reason *row = find (reason);
  SbRecordActions extra = row != NULL ? row->actions : 0;

  switch (state)
    {
    case SB_RECORD_FAILED:
      return SB_RECORD_CAN_RETRY | SB_RECORD_CAN_SKIP | extra;
    case SB_RECORD_CONFLICT:
      return SB_RECORD_CAN_RESOLVE_LOCAL | SB_RECORD_CAN_RESOLVE_QBO | extra;
    case SB_RECORD_BLOCKED:
    case SB_RECORD_PENDING:
      return SB_RECORD_CAN_SKIP | extra;
    case SB_RECORD_WAITING:
      return SB_RECORD_CAN_SKIP;
    case SB_RECORD_SKIPPED:
      return SB_RECORD_CAN_RETRY;
    case SB_RECORD_SENT:
    case SB_RECORD_SYNCED:
    case SB_RECORD_NOT_NEEDED:
    case SB_RECORD_SUPERSEDED:
    default:
      return 0;
    }
}
