# SPDX-License-Identifier: GPL-3.0-or-later
"""Discovery, the pages in the browser, tokens."""
import unittest
import urllib.parse

from practice_client import CLIENT, REDIRECT, Practice, PracticeTest

DAY = 86400


class SignIn(PracticeTest):
    def test_discovery_names_the_endpoints_and_no_pkce(self):
        for name in ("openid_configuration", "openid_sandbox_configuration"):
            found = self.qbo.http("GET", "/.well-known/" + name).json
            self.assertIn("/oauth2/v1/tokens/bearer", found["token_endpoint"])
            self.assertIn("/v2/oauth2/tokens/revoke", found["revocation_endpoint"])
            self.assertNotIn("code_challenge_methods_supported", found)
            self.assertNotIn("com.intuit.quickbooks.accounting", found["scopes_supported"])

    def test_a_person_signs_in_chooses_and_is_sent_back_with_state_and_realm(self):
        back = self.qbo.consent()
        self.assertEqual(back["state"], "s p&ce")
        self.assertEqual(back["realmId"], self.qbo.realm)
        self.assertIn("code", back)

    def test_a_wrong_password_is_refused_with_a_page_that_says_so(self):
        _, visit = self.qbo.begin()
        page = self.qbo.form("/connect/oauth2/signin", {"visit": visit, "user": "owner", "password": "wrong"})
        self.assertEqual(page.status, 401)
        self.assertIn("password is wrong", page.body)
        skipped = self.qbo.form("/connect/oauth2/consent",
                                {"visit": visit, "realm": self.qbo.realm, "answer": "connect"})
        self.assertNotIn("location", skipped.headers)

    def test_cancel_sends_access_denied_back(self):
        _, visit = self.qbo.begin()
        self.qbo.form("/connect/oauth2/signin", {"visit": visit, "user": "owner", "password": "practice"})
        back = self.qbo.form("/connect/oauth2/consent", {"visit": visit, "answer": "cancel"})
        fields = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back.headers["location"]).query))
        self.assertEqual(fields, {"error": "access_denied", "state": "s p&ce"})

    def test_what_comes_from_outside_is_escaped_on_the_page(self):
        _, visit = self.qbo.begin()
        page = self.qbo.form("/connect/oauth2/signin",
                             {"visit": visit, "user": '"><script>x</script>', "password": "no"})
        self.assertNotIn("<script>", page.body)
        self.assertIn("&lt;script&gt;", page.body)

    def test_redirects_other_than_localhost_are_not_allowed_for_development_keys(self):
        for bad in ("http://127.0.0.1:80/cb", "http://example.com/cb", "stockbook://cb", "https://10.0.0.1/cb", "x"):
            page, visit = self.qbo.begin(redirect_uri=bad)
            self.assertEqual(page.status, 400, bad)
            self.assertIn("redirect_uri query parameter value is invalid", page.body)
        for good in ("http://localhost:1/cb", "http://localhost/x/y", "https://shop.example.com/cb"):
            page, visit = self.qbo.begin(redirect_uri=good)
            self.assertIsNotNone(visit, good)

    def test_without_the_accounting_scope_the_answer_is_invalid_scope(self):
        page, _ = self.qbo.begin(scope="openid")
        self.assertIn("error=invalid_scope", page.headers["location"])

    def test_a_code_is_good_once_and_for_ten_minutes(self):
        code = self.qbo.consent()["code"]
        self.assertEqual(self.qbo.exchange(code).status, 200)
        again = self.qbo.exchange(code)
        self.assertEqual((again.status, again.json["error"]), (400, "invalid_grant"))
        late = self.qbo.consent()["code"]
        self.qbo.admin("clock", advance_seconds=601)
        self.assertEqual(self.qbo.exchange(late).json["error_description"], "Invalid authorization code")
        self.qbo.connect()

    def test_the_redirect_of_the_exchange_must_be_the_same(self):
        code = self.qbo.consent()["code"]
        self.assertEqual(self.qbo.exchange(code, redirect=REDIRECT + "x").json, {"error": "invalid_request"})

    def test_without_client_credentials_the_answer_is_401(self):
        answer = self.qbo.form("/oauth2/v1/tokens/bearer", {"grant_type": "refresh_token", "refresh_token": "x"})
        self.assertEqual((answer.status, answer.json), (401, {"error": "invalid_client"}))

    def test_an_access_token_lives_an_hour_and_its_401_comes_from_the_gateway(self):
        qbo = self.qbo.connect()
        self.assertEqual(qbo.query("select * from Term").status, 200)
        qbo.admin("clock", advance_seconds=3700)
        answer = qbo.query("select * from Term")
        self.assertEqual(answer.status, 401)
        self.assertIn("fault", answer.json)
        self.assertEqual(answer.code, "3200")
        self.assertIn("invalid_token", answer.headers["www-authenticate"])
        qbo.token = qbo.refresh(qbo.refresh_token).json["access_token"]
        self.assertEqual(qbo.query("select * from Term").status, 200)

    def test_the_refresh_token_keeps_its_value_for_a_day_and_then_the_old_one_is_dead(self):
        qbo = self.qbo.connect()
        first = qbo.refresh_token
        self.assertEqual(qbo.refresh(first).json["refresh_token"], first)
        qbo.admin("clock", advance_seconds=DAY + 60)
        second = qbo.refresh(first).json
        self.assertNotEqual(second["refresh_token"], first)
        self.assertEqual(second["x_refresh_token_expires_in"], 8640000)
        dead = qbo.refresh(first)
        self.assertEqual((dead.status, dead.json), (400, {"error": "invalid_grant"}))
        self.assertEqual(qbo.refresh(second["refresh_token"]).status, 200)

    def test_a_refresh_token_ends_after_a_hundred_idle_days(self):
        qbo = self.qbo.connect()
        qbo.admin("clock", advance_seconds=101 * DAY)
        self.assertEqual(qbo.refresh(qbo.refresh_token).json, {"error": "invalid_grant"})
        qbo.connect()

    def test_the_five_year_limit_is_told_only_when_asked(self):
        qbo = self.qbo.connect()
        self.assertNotIn("x_refresh_token_hard_expires_in", qbo.refresh(qbo.refresh_token).json)
        told = qbo.refresh(qbo.refresh_token, headers={"x-include-refresh-token-hard-expires-in": "true"})
        self.assertAlmostEqual(told.json["x_refresh_token_hard_expires_in"], 157680000, delta=100)

    def test_tokens_of_another_client_or_kind_are_refused(self):
        qbo = self.qbo.connect()
        self.assertEqual(qbo.refresh(qbo.refresh_token, client="other").json["error"], "invalid_grant")
        self.assertEqual(qbo.refresh(qbo.token).json["error_description"], "Incorrect Token type or clientID")
        self.assertEqual(qbo.refresh(qbo.refresh_token + "0").json["error_description"],
                         "Incorrect or invalid refresh token")

    def test_revoking_either_token_ends_the_grant(self):
        qbo = self.qbo.connect()
        answer = qbo.http("POST", "/v2/oauth2/tokens/revoke", '{"token":"%s"}' % qbo.token, qbo.basic())
        self.assertEqual((answer.status, answer.body), (200, ""))
        self.assertEqual(qbo.query("select * from Term").status, 401)
        self.assertEqual(qbo.refresh(qbo.refresh_token).status, 400)
        self.qbo.connect()

    def test_disconnecting_inside_quickbooks_ends_it_too(self):
        qbo = self.qbo.connect()
        qbo.admin("tokens", disconnect=True)
        self.assertEqual(qbo.query("select * from Term").status, 401)
        self.assertEqual(qbo.refresh(qbo.refresh_token).json, {"error": "invalid_grant"})
        qbo.connect()

    def test_a_token_opens_one_company_only(self):
        qbo = self.qbo.connect()
        own = qbo.realm
        qbo.realm = "9130000000000009"
        answer = qbo.query("select * from Term")
        qbo.realm = own
        self.assertEqual((answer.status, answer.code), (403, "3100"))


class Keys(unittest.TestCase):
    def test_named_keys_are_the_only_ones_and_production_keys_want_https(self):
        qbo = Practice("--keys", "good:secret", "--production-keys")
        try:
            page, _ = qbo.begin()
            self.assertIn("client_id", page.body)
            page, visit = qbo.begin(client_id="good")
            self.assertEqual(page.status, 400)
            page, visit = qbo.begin(client_id="good", redirect_uri="https://shop.example.com/back")
            self.assertIsNotNone(visit)
            answer = qbo.refresh("RT1-x", client="good", secret="wrong")
            self.assertEqual(answer.status, 401)
        finally:
            qbo.stop()

    def test_auto_consent_redirects_at_once(self):
        qbo = Practice("--auto-consent")
        try:
            answer = qbo.http("GET", qbo.authorize_path())
            self.assertEqual(answer.status, 302)
            self.assertTrue(answer.headers["location"].startswith(REDIRECT + "?code="))
        finally:
            qbo.stop()

    def test_two_seeds_give_two_companies_to_choose_from(self):
        qbo = Practice("--seed", "us-plus,us-plus")
        try:
            qbo.connect("9130000000000002")
            self.assertEqual(qbo.query("select * from Term").status, 200)
            self.assertEqual(len(qbo.http("GET", "/practice/status").json["companies"]), 2)
        finally:
            qbo.stop()


if __name__ == "__main__":
    unittest.main(verbosity=2)
