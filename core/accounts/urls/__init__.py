"""Addresses of people: the directory, me, administration, invitations."""

from django.urls import path

from core.accounts.views import administration, directory, first_day, invitations, own, units

app_name = "accounts"
urlpatterns = [
    path("people/", directory.directory, name="directory"),
    path("people/<int:pk>/", directory.person, name="person"),
    path("me/", directory.me, name="me"),
    path("me/settings/", own.settings, name="settings"),
    path("me/sessions/", own.sessions, name="sessions"),
    path("me/sessions/end/", own.sessions_end, name="sessions-end"),
    path("me/sessions/<int:pk>/end/", own.session_end, name="session-end"),
    path("me/tokens/", own.tokens, name="tokens"),
    path("me/tokens/new/", own.token_new, name="token-new"),
    path("me/tokens/<int:pk>/revocation/", own.token_revoke, name="token-revoke"),
    path("welcome/", first_day.first_day, name="first-day"),
    path("welcome/keep/", first_day.keep, name="first-day-keep"),
    path("welcome/later/", first_day.skip, name="first-day-skip"),
    path("invitations/<str:key>/", invitations.accept, name="invitation"),
    path("administration/people/", administration.people, name="admin-people"),
    path("administration/people/<int:pk>/", administration.person, name="admin-person"),
    path("administration/people/<int:pk>/invitation/", administration.person_invite, name="admin-person-invite"),
    path("administration/people/<int:pk>/deactivation/", administration.deactivation, name="admin-deactivation"),
    path("administration/people/<int:pk>/reactivation/", administration.reactivation, name="admin-reactivation"),
    path("administration/people/<int:pk>/roles/", administration.role_new, name="admin-role-new"),
    path("administration/people/<int:pk>/roles/<int:grant_pk>/end/", administration.role_end, name="admin-role-end"),
    path("administration/invitations/", administration.invitations, name="admin-invitations"),
    path("administration/invitations/new/", administration.invitation_new, name="admin-invitation-new"),
    path(
        "administration/invitations/<int:pk>/sending/", administration.invitation_resend, name="admin-invitation-send"
    ),
    path(
        "administration/invitations/<int:pk>/withdrawal/",
        administration.invitation_withdraw,
        name="admin-invitation-withdraw",
    ),
    path("administration/units/", units.units, name="admin-units"),
    path("administration/units/new/", units.unit_new, name="admin-unit-new"),
    path("administration/units/<int:pk>/", units.unit, name="admin-unit"),
]
