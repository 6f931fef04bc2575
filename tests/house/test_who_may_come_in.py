"""Every address asks who is there, but for a short public list."""

import pytest
from ninja.operation import PathView

from tests.house import addresses

# What a stranger may open: signing in and back in, health, how the site looks. Nothing here tells about anybody.
PUBLIC = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_login_by_code",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_signup_by_passkey",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
    "mfa_trust",
    "healthz",
    "readyz",
    "api:openapi-json",
    "accounts:invitation",
    # The link in the foot of a mail: its signed key says whose mails stop, and the page tells nothing else of them.
    "notifications:stop",
    # The script by which a browser shows notices: the same for everybody, and nobody's data.
    "notifications:service-worker",
    # The gallery of components stands on a developer's own machine only, and shows nobody's data.
    "ui:gallery",
    "ui:echo",
    "ui:error",
    "ui:said",
    "ui:mentions",
}
ADDRESSES = addresses.every()


def operations_of(view):
    """The operations of an API view, nothing for a page."""
    path_view = getattr(view, "__self__", None)
    closure = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    found = [each for each in [path_view, *closure] if isinstance(each, PathView)]
    return found[0].operations if found else []


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_view_asks_for_a_signed_in_person(address):
    if address.name in PUBLIC:
        return
    operations = operations_of(address.view)
    if operations:
        open_ones = [each.view_func.__name__ for each in operations if not each.auth_callbacks]
        assert not open_ones, f"{open_ones} ask nobody who they are: give the API its auth."
    else:
        asks = getattr(address.view, "login_required", True)
        assert asks, f"{address} is open to strangers, and not on the public list in this file."


@pytest.mark.django_db
def test_a_stranger_is_sent_away(client):
    """Asks for real, so that a middleware that is gone shows."""
    let_in = {}
    for address in ADDRESSES:
        if address.name in PUBLIC:
            continue
        answer = client.get(address.route)
        to_sign_in = answer.status_code == 302 and "/sign-in" in answer["Location"]
        if not to_sign_in and answer.status_code not in {401, 403, 404, 405}:
            let_in[address.route] = f"{answer.status_code} {answer.get('Location', '')}"
    assert let_in == {}


def test_the_public_list_names_only_addresses_that_exist_or_belong_to_allauth():
    ours = {name for name in PUBLIC if not name.startswith(("account_", "mfa_"))}
    known = {address.name for address in ADDRESSES}
    assert ours <= known, "Remove what is gone from the list."
