/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-account-types.h"

#include <string.h>

/* In the order of QBO's reports. The first subtype is the one taken when none is given. */
static const struct
{
  const char *type;
  const char *classification;
  const char *subtypes; /* separated by blanks */
} types[] = {
  { "Bank", "Asset",
    "CashOnHand Checking Savings MoneyMarket RentsHeldInTrust TrustAccounts CashAndCashEquivalents "
    "OtherEarMarkedBankAccounts" },
  { "Accounts Receivable", "Asset", "AccountsReceivable" },
  { "Other Current Asset", "Asset",
    "EmployeeCashAdvances Inventory UndepositedFunds PrepaidExpenses OtherCurrentAssets "
    "AllowanceForBadDebts DevelopmentCosts Retainage LoansToOfficers LoansToOthers "
    "LoansToStockholders BadDebts "
    "InvestmentMortgageRealEstateLoans InvestmentTaxExemptSecurities "
    "InvestmentUSGovernmentObligations "
    "Investment_MortgageRealEstateLoans Investment_TaxExemptSecurities "
    "Investment_USGovernmentObligations Investment_Other "
    "GlobalTaxRefund GlobalTaxDeferred ProvisionsCurrentAssets AssetsAvailableForSale "
    "BalWithGovtAuthorities" },
  { "Fixed Asset", "Asset",
    "FurnitureAndFixtures MachineryAndEquipment AccumulatedDepreciation AccumulatedAmortization "
    "AccumulatedDepletion Buildings DepletableAssets FixedAssetComputers FixedAssetCopiers "
    "FixedAssetFurniture FixedAssetPhone "
    "FixedAssetPhotoVideo FixedAssetSoftware FixedAssetOtherToolsEquipment IntangibleAssets Land "
    "LeaseholdImprovements "
    "OtherFixedAssets Vehicles" },
  { "Other Asset", "Asset",
    "Licenses LeaseBuyout SecurityDeposits OrganizationalCosts OtherLongTermAssets Goodwill "
    "AccumulatedAmortizationOfOtherAssets" },
  { "Accounts Payable", "Liability", "AccountsPayable" },
  { "Credit Card", "Liability", "CreditCard" },
  { "Other Current Liability", "Liability",
    "OtherCurrentLiabilities SalesTaxPayable GlobalTaxPayable GlobalTaxSuspense "
    "LoanPayable LineOfCredit DirectDepositPayable FederalIncomeTaxPayable InsurancePayable "
    "PayrollClearing PayrollTaxPayable "
    "PrepaidExpensesPayable RentsInTrustLiability StateLocalIncomeTaxPayable "
    "TrustAccountsLiabilities CurrentTaxLiability "
    "UndepositedFundsLiability DeferredRevenue AccruedLiabilities" },
  { "Long Term Liability", "Liability",
    "OtherLongTermLiabilities NotesPayable ShareholderNotesPayable" },
  { "Equity", "Equity",
    "OpeningBalanceEquity RetainedEarnings OwnersEquity PartnersEquity PartnerContributions "
    "PartnerDistributions AccumulatedAdjustment CommonStock PaidInCapitalOrSurplus PreferredStock "
    "TreasuryStock "
    "EstimatedTaxes Healthcare PersonalIncome PersonalExpense PersonalContribution" },
  { "Income", "Revenue",
    "OtherPrimaryIncome SalesOfProductIncome ServiceFeeIncome DiscountsRefundsGiven "
    "NonProfitIncome "
    "UnappliedCashPaymentIncome SalesRetail SalesWholesale RevenueGeneral CashReceiptIncome" },
  { "Cost of Goods Sold", "Expense",
    "SuppliesMaterialsCogs CostOfLaborCos EquipmentRentalCos OtherCostsOfServiceCos "
    "ShippingFreightDeliveryCos CostOfSales FreightAndDeliveryCost" },
  { "Expense", "Expense",
    "OtherBusinessExpenses SuppliesMaterials ShippingFreightDelivery AdvertisingPromotional Auto "
    "BadDebts "
    "BankCharges CharitableContributions CostOfLabor DuesSubscriptions Entertainment "
    "EntertainmentMeals EquipmentRental "
    "FinanceCosts GlobalTaxExpense Insurance InterestPaid LegalProfessionalFees OfficeExpenses "
    "OfficeGeneralAdministrativeExpenses OtherMiscellaneousServiceCost PayrollExpenses "
    "PromotionalMeals RentOrLeaseOfBuildings "
    "RepairMaintenance TaxesPaid Travel TravelMeals UnappliedCashBillPaymentExpense Utilities "
    "SalesCommissions" },
  { "Other Income", "Revenue",
    "OtherMiscellaneousIncome DividendIncome InterestEarned OtherInvestmentIncome "
    "TaxExemptInterest GainLossOnSaleOfFixedAssets GainLossOnSaleOfInvestments" },
  { "Other Expense", "Expense",
    "OtherMiscellaneousExpense ExchangeGainOrLoss Depreciation Amortization PenaltiesSettlements "
    "GasAndFuel HomeOffice Parking Vehicle VehicleInsurance VehicleLease VehicleLoan "
    "VehicleRepairs" },
};

static guint
row_of (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, type) == 0)
      return i;
  return G_N_ELEMENTS (types);
}

static const char *
find_subtype (guint row, const char *subtype)
{
  gsize length = strlen (subtype);

  for (const char *at = strstr (types[row].subtypes, subtype); at != NULL;
       at = strstr (at + 1, subtype))
    if ((at == types[row].subtypes || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return at;
  return NULL;
}

const char *
sb_account_classification (const char *type)
{
  guint row = row_of (type);

  return row < G_N_ELEMENTS (types) ? types[row].classification : NULL;
}

const char *
sb_account_default_subtype (const char *type)
{
  guint row = row_of (type);
  g_auto (GStrv) words = NULL;

  if (row == G_N_ELEMENTS (types))
    return NULL;
  words = g_strsplit (types[row].subtypes, " ", 2);
  return g_intern_string (words[0]);
}

const char *
sb_account_type_of_subtype (const char *subtype)
{
  for (guint i = 0; subtype != NULL && i < G_N_ELEMENTS (types); i++)
    if (find_subtype (i, subtype) != NULL)
      return types[i].type;
  return NULL;
}

gboolean
sb_account_type_allows (const char *type, const char *subtype)
{
  guint row = row_of (type);

  return row < G_N_ELEMENTS (types) && find_subtype (row, subtype) != NULL;
}

guint
sb_account_type_order (const char *type)
{
  return row_of (type);
}
