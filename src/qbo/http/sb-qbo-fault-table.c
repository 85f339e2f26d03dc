/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every refusal of QuickBooks means for us and for the owner: one row each. */
#include "sb-qbo-fault-table.h"

#include <glib/gi18n.h>
#include <string.h>

#define REMEDY_SIGN_IN N_("Sign in to QuickBooks again. Nothing is lost meanwhile.")
#define REMEDY_LATER N_("Sync again later; nothing has to be done here.")
#define REMEDY_REPORT                                                                              \
  N_("This is a fault of Stockbook, not yours: copy the log of this record into a report. The " \
     "rest goes on.")
#define REMEDY_REFERENCE                                                                           \
  N_("Open it in QuickBooks; make the account, customer, supplier or item it uses active again, " \
     "then retry.")
#define REMEDY_CLOSED                                                                              \
  N_("Move the closing date in QuickBooks and retry, or skip.")
#define REMEDY_ACCOUNT N_("Choose another account for this in Settings, Accounts, then retry.")
#define REMEDY_TAX N_("Check the tax codes in Settings, Taxes, then retry.")
#define REMEDY_PLAN                                                                                \
  N_("Check the subscription in QuickBooks (gear, Subscriptions and billing), then retry, or skip.")
#define REMEDY_CORRECT N_("Correct what QuickBooks names and retry, or skip.")
#define REMEDY_CURRENCY                                                                            \
  N_("Check the currency of the customer, supplier and accounts in QuickBooks, then retry.")
#define REMEDY_TRACKED                                                                             \
  N_("Turn off quantity tracking of this product in QuickBooks; Stockbook keeps the stock.")

#define ROW(code, last, decision, reason, maybe, detail, sentence, remedy)                         \
  { code, last, SB_QBO_DECISION_##decision, reason, maybe, detail, sentence, remedy }
#define BUG(code, last)                                                                            \
  ROW (code, last, BUG, "validation", FALSE, TRUE,                                                 \
       N_("QuickBooks did not understand the request."), REMEDY_REPORT)

static const SbQboFaultRow by_code[] = {
  ROW (100, 110, RECONNECT, "sign-in-needed", FALSE, FALSE,
       N_("QuickBooks asks you to sign in again."), REMEDY_SIGN_IN),
  ROW (120, 120, RECONNECT, "sign-in-needed", FALSE, FALSE,
       N_("The person who connected Stockbook has no access to the company any more."),
       N_("Let an administrator of the company sign in again.")),
  ROW (130, 130, RETRY, "server", FALSE, FALSE, N_("QuickBooks sent the request astray."),
       REMEDY_LATER),
  ROW (140, 140, RETRY, "server", FALSE, FALSE,
       N_("The company is locked in QuickBooks at the moment."), REMEDY_LATER),
  ROW (150, 150, RETRY, "server", FALSE, FALSE, N_("QuickBooks is under maintenance."),
       REMEDY_LATER),
  BUG (500, 500),
  ROW (600, 600, LOOKUP_ADOPT, "possible-duplicate", TRUE, FALSE,
       N_("QuickBooks has seen this request before."),
       N_("Sync again: Stockbook looks for it in QuickBooks first.")),
  ROW (610, 610, ASK_OWNER, "inactive-reference", FALSE, FALSE,
       N_("Something this record uses was made inactive or deleted in QuickBooks."),
       REMEDY_REFERENCE),
  ROW (620, 620, ASK_OWNER, "missing-reference", FALSE, TRUE,
       N_("QuickBooks cannot link it with the other transaction."),
       N_("Look at the linked transaction in QuickBooks, then retry.")),
  ROW (630, 630, LOOKUP_ADOPT, "possible-duplicate", TRUE, TRUE,
       N_("QuickBooks has such an object already."),
       N_("Sync again: Stockbook looks for it in QuickBooks first.")),
  ROW (700, 700, ASK_OWNER, "missing-reference", FALSE, TRUE,
       N_("What it belongs to is not valid in QuickBooks."), REMEDY_REFERENCE),
  ROW (800, 800, ASK_OWNER, "validation", FALSE, TRUE,
       N_("QuickBooks will not delete it while others depend on it."),
       N_("Remove what is linked with it in QuickBooks, then retry.")),
  ROW (900, 900, ASK_OWNER, "missing-reference", FALSE, TRUE,
       N_("What it belongs to is not valid in QuickBooks."), REMEDY_REFERENCE),
  ROW (1000, 1020, RETRY, "server", TRUE, TRUE, N_("QuickBooks could not carry it out."),
       REMEDY_LATER),
  ROW (1040, 1040, RETRY, "server", FALSE, FALSE,
       N_("QuickBooks takes fewer records at once than Stockbook sent."),
       N_("Sync again: Stockbook sends fewer at once now.")),
  BUG (1050, 1050),
  BUG (2000, 2030),
  ROW (2040, 2040, ASK_OWNER, "validation", FALSE, TRUE,
       N_("A text holds characters that QuickBooks does not take."), REMEDY_CORRECT),
  ROW (2050, 2050, ASK_OWNER, "validation", FALSE, TRUE, N_("A text is too long for QuickBooks."),
       REMEDY_CORRECT),
  BUG (2060, 2170),
  ROW (2210, 2210, ASK_OWNER, "validation", FALSE, TRUE,
       N_("QuickBooks does not accept the e-mail address."),
       N_("Correct the e-mail address of the contact, then retry.")),
  BUG (2250, 2300),
  ROW (2410, 2410, ASK_OWNER, "currency", FALSE, FALSE,
       N_("QuickBooks wants an exchange rate for this currency."),
       N_("Give the exchange rate on the document, then retry.")),
  ROW (2500, 2500, ASK_OWNER, "missing-reference", FALSE, TRUE,
       N_("Something this record uses does not exist in QuickBooks."), REMEDY_REFERENCE),
  BUG (2600, 3000),
  ROW (3001, 3001, WAIT, "throttled", FALSE, FALSE,
       N_("QuickBooks asks for a pause: too many requests."),
       N_("Sync again in some minutes; nothing has to be done here.")),
  ROW (3100, 3100, RECONNECT, "sign-in-needed", FALSE, FALSE,
       N_("Stockbook is not allowed into this company."),
       N_("Sign in again, and check that the keys belong to this kind of company (sandbox or "
          "production).")),
  ROW (3200, 3200, REFRESH, "sign-in-needed", FALSE, FALSE,
       N_("QuickBooks asks you to sign in again."), REMEDY_SIGN_IN),
  ROW (3202, 3202, RECONNECT, "sign-in-needed", FALSE, FALSE,
       N_("QuickBooks asks you to sign in again."), REMEDY_SIGN_IN),
  BUG (4000, 4001),
  ROW (4002, 4002, RETRY, "server", FALSE, FALSE, N_("QuickBooks could not answer a question."),
       REMEDY_LATER),
  BUG (5000, 5000),
  ROW (5010, 5010, REREAD_MERGE, "stale", FALSE, TRUE,
       N_("It was changed in QuickBooks at the same time."),
       N_("Retry: the record is read again and your change is merged.")),
  ROW (5020, 5030, ASK_OWNER, "plan", FALSE, TRUE,
       N_("This QuickBooks subscription or user does not allow it."), REMEDY_PLAN),
  ROW (6000, 6000, ASK_OWNER, "validation", FALSE, TRUE, NULL, REMEDY_CORRECT),
  ROW (6010, 6010, ASK_OWNER, "account", FALSE, TRUE,
       N_("QuickBooks does not accept this type of account."), REMEDY_ACCOUNT),
  ROW (6030, 6050, ASK_OWNER, "validation", FALSE, TRUE,
       N_("QuickBooks does not accept the attachment."), REMEDY_CORRECT),
  ROW (6060, 6060, ASK_OWNER, "account", FALSE, TRUE,
       N_("QuickBooks does not take an opening balance there."), REMEDY_ACCOUNT),
  BUG (6070, 6070),
  ROW (6080, 6080, ASK_OWNER, "validation", FALSE, FALSE, N_("QuickBooks wants a name."),
       N_("Give the contact a name, then retry.")),
  BUG (6090, 6090),
  ROW (6100, 6100, ASK_OWNER, "tax-code", FALSE, TRUE,
       N_("QuickBooks does not accept the tax code of a line."), REMEDY_TAX),
  ROW (6140, 6140, LOOKUP_ADOPT, "duplicate-number", FALSE, TRUE,
       N_("The document number is taken in QuickBooks."),
       N_("Give the document another number and retry, or skip.")),
  ROW (6150, 6150, ASK_OWNER, "missing-reference", FALSE, TRUE,
       N_("QuickBooks wants to know what it belongs to."), REMEDY_REFERENCE),
  ROW (6160, 6170, ASK_OWNER, "tax-code", FALSE, TRUE,
       N_("QuickBooks does not accept the tax of this document."), REMEDY_TAX),
  ROW (6180, 6180, ASK_OWNER, "validation", FALSE, TRUE,
       N_("QuickBooks allows five levels at most."), REMEDY_CORRECT),
  ROW (6190, 6190, ASK_OWNER, "plan", FALSE, TRUE,
       N_("The QuickBooks subscription has ended or has a billing problem."), REMEDY_PLAN),
  ROW (6200, 6210, ASK_OWNER, "closed-period", FALSE, FALSE,
       N_("The books are closed for this date in QuickBooks."), REMEDY_CLOSED),
  ROW (6220, 6220, ASK_OWNER, "validation", FALSE, TRUE,
       N_("QuickBooks keeps it active while it has a balance."),
       N_("Settle the balance first, then retry.")),
  ROW (6230, 6230, ASK_OWNER, "tax-code", FALSE, TRUE,
       N_("QuickBooks does not accept the tax of this document."), REMEDY_TAX),
  ROW (6240, 6240, LOOKUP_ADOPT, "duplicate-name", FALSE, FALSE,
       N_("Another customer, supplier, employee or item has this name in QuickBooks."),
       N_("Give it another name and retry, or link it with the one in QuickBooks.")),
  ROW (6250, 6250, ASK_OWNER, "inactive-reference", FALSE, TRUE,
       N_("The customer is missing or inactive in QuickBooks."), REMEDY_REFERENCE),
  ROW (6270, 6270, ASK_OWNER, "tracked-item", FALSE, TRUE,
       N_("QuickBooks tracks the quantity of a product from a later date on."), REMEDY_TRACKED),
  ROW (6280, 6280, ASK_OWNER, "validation", FALSE, TRUE,
       N_("QuickBooks keeps it active while charges are unbilled."),
       N_("Bill the charges first, then retry.")),
  ROW (6290, 6310, ASK_OWNER, "missing-reference", FALSE, TRUE,
       N_("A line needs a customer, supplier or employee."), REMEDY_REFERENCE),
  ROW (6420, 6420, ASK_OWNER, "validation", FALSE, FALSE,
       N_("QuickBooks wants an e-mail address to send it to."),
       N_("Give the contact an e-mail address, then retry.")),
  ROW (6430, 6430, ASK_OWNER, "account", FALSE, TRUE,
       N_("QuickBooks does not accept this type of account here."), REMEDY_ACCOUNT),
  BUG (6440, 6440),
  ROW (6450, 6450, ASK_OWNER, "reconciled", FALSE, TRUE,
       N_("It is settled already and cannot be voided."), N_("Undo it in QuickBooks, or skip.")),
  ROW (6470, 6470, ASK_OWNER, "tax-code", FALSE, TRUE,
       N_("QuickBooks does not accept the tax of this document."), REMEDY_TAX),
  ROW (6480, 6480, ASK_OWNER, "reconciled", FALSE, FALSE,
       N_("It is matched with the bank feed in QuickBooks."),
       N_("Undo the match in QuickBooks (Banking), then retry.")),
  ROW (6520, 6520, ASK_OWNER, "tracked-item", FALSE, TRUE,
       N_("QuickBooks tracks the quantity of a product here."), REMEDY_TRACKED),
  ROW (6540, 6540, ASK_OWNER, "in-deposit", FALSE, FALSE,
       N_("The payment is part of a bank deposit in QuickBooks."),
       N_("Take it out of the deposit in QuickBooks, then retry.")),
  ROW (10000, 10000, RETRY, "server", TRUE, FALSE, N_("QuickBooks had an internal failure."),
       REMEDY_LATER),
  BUG (10100, 10100),
  ROW (10200, 10200, ASK_OWNER, "deleted-in-qbo", FALSE, FALSE,
       N_("The company was reset in QuickBooks."), N_("Connect again and match the lists anew.")),
};

/* Their code 6000 is for anything, and other codes are reused: the text says more. */
static const struct
{
  const char *words; /* compared without case */
  SbQboFaultRow row;
} by_text[] = {
  { "account period has closed",
    ROW (0, 0, ASK_OWNER, "closed-period", FALSE, FALSE,
         N_("The books are closed for this date in QuickBooks."), REMEDY_CLOSED) },
  { "only use one foreign currency",
    ROW (0, 0, ASK_OWNER, "currency", FALSE, TRUE, NULL, REMEDY_CURRENCY) },
  { "needs to be in the same currency",
    ROW (0, 0, ASK_OWNER, "currency", FALSE, TRUE, NULL, REMEDY_CURRENCY) },
  { "you must choose a customer in the name field",
    ROW (0, 0, BUG, "validation", FALSE, TRUE,
         N_("QuickBooks wants a customer on a receivable line."), REMEDY_REPORT) },
  { "you must choose a vendor in the name field",
    ROW (0, 0, BUG, "validation", FALSE, TRUE, N_("QuickBooks wants a supplier on a payable line."),
         REMEDY_REPORT) },
  { "make sure all your transactions have a",
    ROW (0, 0, ASK_OWNER, "tax-code", FALSE, FALSE,
         N_("QuickBooks wants a tax code on every line."), REMEDY_TAX) },
  { "error while calculating tax",
    ROW (0, 0, ASK_OWNER, "tax-code", FALSE, TRUE, N_("QuickBooks could not calculate the tax."),
         REMEDY_TAX) },
  { "if track quantity on hand is turned off",
    ROW (0, 0, ASK_OWNER, "plan", FALSE, FALSE,
         N_("This company does not track quantities in QuickBooks."), REMEDY_PLAN) },
  { "couldn't adjust the stock starting value",
    ROW (0, 0, ASK_OWNER, "tracked-item", FALSE, TRUE,
         N_("QuickBooks tracks the quantity of a product here."), REMEDY_TRACKED) },
  { "with inventory products at exactly the same time",
    ROW (0, 0, RETRY, "server", FALSE, FALSE,
         N_("QuickBooks was busy with another inventory transaction."), REMEDY_LATER) },
  { "that you are trying to link does not exist",
    ROW (0, 0, ASK_OWNER, "missing-reference", FALSE, TRUE,
         N_("What it is linked with does not exist in QuickBooks."), REMEDY_REFERENCE) },
  { "duplicate document number",
    ROW (0, 0, LOOKUP_ADOPT, "duplicate-number", FALSE, TRUE,
         N_("The document number is taken in QuickBooks."),
         N_("Give the document another number and retry, or skip.")) },
  { "unexpected internal error. (-30000)",
    ROW (0, 0, BUG, "validation", FALSE, TRUE, N_("QuickBooks did not understand the request."),
         REMEDY_REPORT) },
};

static const SbQboFaultRow row_refresh =
  ROW (0, 0, REFRESH, "sign-in-needed", FALSE, FALSE, N_("QuickBooks asks you to sign in again."),
       REMEDY_SIGN_IN);
static const SbQboFaultRow row_reconnect =
  ROW (0, 0, RECONNECT, "sign-in-needed", FALSE, FALSE,
       N_("Stockbook is not allowed into this company."), REMEDY_SIGN_IN);
static const SbQboFaultRow row_throttled =
  ROW (0, 0, WAIT, "throttled", FALSE, FALSE, N_("QuickBooks asks for a pause: too many requests."),
       REMEDY_LATER);
static const SbQboFaultRow row_server =
  ROW (0, 0, RETRY, "server", TRUE, TRUE, N_("QuickBooks has trouble at the moment."),
       REMEDY_LATER);
static const SbQboFaultRow row_refused =
  ROW (0, 0, ASK_OWNER, "validation", FALSE, TRUE, NULL, REMEDY_CORRECT);

static gboolean
contains_words (const char *text, const char *words)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, words) != NULL;
}

static const SbQboFaultRow *
find_by_type (guint status, const char *type, const char *text)
{
  if (g_ascii_strcasecmp (type, "AUTHENTICATION") == 0 ||
      g_ascii_strcasecmp (type, "AuthenticationFault") == 0)
    return &row_refresh;
  if (g_ascii_strcasecmp (type, "AuthorizationFault") == 0)
    return &row_reconnect;
  if (status == 429 || contains_words (text, "throttleexceeded"))
    return &row_throttled;
  if (status >= 500 || g_ascii_strcasecmp (type, "SystemFault") == 0)
    return &row_server;
  if (status == 401)
    return &row_refresh;
  if (status == 403)
    return &row_reconnect;
  return &row_refused;
}

const SbQboFaultRow *
sb_qbo_fault_table_find (guint status, const char *type, int code, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (by_text); i++)
    if (contains_words (text, by_text[i].words))
      return &by_text[i].row;
  for (gsize i = 0; i < G_N_ELEMENTS (by_code); i++)
    if (code >= by_code[i].code && code <= by_code[i].last_code)
      return &by_code[i];
  return find_by_type (status, type, text);
}
