"""Addresses of allauth's pages, by the names that allauth expects; what is not listed is not open.

Sign-up and changing one's own address are left out on purpose: accounts and addresses come from the company.
"""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from core.accounts.views import sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/closed/", allauth_views.account_inactive, name="account_inactive"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("password/forgotten/", sign_in.ForgottenPassword.as_view(), name="account_reset_password"),
    path("password/forgotten/sent/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path("password/new/done/", allauth_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("me/password/", sign_in.ChangePassword.as_view(), name="account_change_password"),
    path("me/password/first/", sign_in.SetPassword.as_view(), name="account_set_password"),
    path("me/confirm/", sign_in.Reauthenticate.as_view(), name="account_reauthenticate"),
]
