"""Every setting of Compagnon, in one module, from the environment that docs/how-to/run-in-production.md lists."""

from pathlib import Path

from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

from core.config import environment as env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# Where people come, and the second host from which untrusted content is served.
ORIGIN = env.origin("ORIGIN", "http://127.0.0.1:8000")
CONTENT_ORIGIN = env.origin("CONTENT_ORIGIN", "http://localhost:8000")
BARE_ENVIRONMENT = env.bare()
LOCAL = env.is_local(ORIGIN)
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(VAR_DIR / "secret_key", local=LOCAL)
CONTENT_HOST = env.host(CONTENT_ORIGIN)
ORIGIN_HOSTS = [env.host(ORIGIN)]
ALLOWED_HOSTS = [env.host(ORIGIN), CONTENT_HOST]
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, least=0, most=5)
SECURE = ORIGIN.startswith("https://")

DATABASES = {"default": env.database(VAR_DIR / "compagnon.sqlite3")}
# SQLite admits one writer: queueing in the process is fairer than its busy loop (design/live.md, Writing).
WRITES_IN_TURN = "sqlite" in str(DATABASES["default"]["ENGINE"])
REDIS_URL = env.redis("REDIS_URL")
EMBEDDED = LOCAL and WRITES_IN_TURN and not REDIS_URL
if not LOCAL:
    env.refuse_unsafe(
        origin_url=ORIGIN,
        content_origin=CONTENT_ORIGIN,
        redis_url=REDIS_URL,
        database_engine=str(DATABASES["default"]["ENGINE"]),
        debug=DEBUG,
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "channels",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "core.acts",
    "core.ui",
    "core.richtext",
    "core.audit",
    "core.accounts",
    "core.kinds",
    "core.files",
    "core.realtime",
    "core.search",
    "core.notifications",
    "core.library",
    "social",
    "virtualclass",
    "tutoring",
    "core.demo",
    "core.home",
    "core.config",
]

MIDDLEWARE = [
    "core.config.middleware.content_host",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.config.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.accounts.middleware.SignedInPeople",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.accounts.middleware.persons_language_and_zone",
    "core.config.middleware.refusals",
]

ROOT_URLCONF = "core.config.urls"
WSGI_APPLICATION = "core.config.wsgi.application"
ASGI_APPLICATION = "core.config.asgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "core.ui.folding.FoldingLoader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "core.home.navigation.shell",
            ],
            "builtins": ["core.ui.templatetags.ui", "lucide.templatetags.lucide", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "core.ui.rendering.FormRenderer"

# People
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["core.accounts.adapter.HouseBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
ACCOUNT_ADAPTER = "core.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    # The key is an e-mail address as tried from one network address: who guesses locks out nobody but themselves.
    "login_failed": "10/m/ip,5/5m/key",
    # An address that many places guess at is slowed everywhere: one more try from each place.
    "login_failed_anywhere": "50/5m/key",
    "login_failed_slowed": "1/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "invitation": "20/m/ip",
    # Mail programs of many people press the button for them from a few addresses.
    "stop_mail": "300/m/ip",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "core.accounts.forms.sign_in.SignInForm",
    "reauthenticate": "core.accounts.forms.sign_in.ReauthenticateForm",
    "change_password": "core.accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "core.accounts.forms.sign_in.SetPasswordForm",
    "reset_password": "core.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "core.accounts.forms.sign_in.NewPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
USERSESSIONS_TRACK_ACTIVITY = False

# Sessions and cookies: host-only, so the content host never sees them.
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [ORIGIN]
LANGUAGE_COOKIE_NAME = "language"

# What browsers are told
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-src": [CONTENT_ORIGIN],
        "worker-src": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

# Language and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Built by `make assets` under names that carry their hash; served for ever.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
WHITENOISE_MAX_AGE = 60
WHITENOISE_IMMUTABLE_FILE_TEST = r"-[A-Z0-9]{8}\.\w+$"
FILES_DIR = Path(env.text("FILES_DIR", str(VAR_DIR / "files")))
UPLOAD_MOST_BYTES = env.number("UPLOAD_MOST_MB", 25, least=1, most=2000) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.files.uploads.BoundedUpload",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Threads that run pages and API behind daphne; what takes long (uploads, exports) has a few of its own.
WEB_THREADS = env.number("WEB_THREADS", 4, least=1, most=64)
SLOW_THREADS = env.number("SLOW_THREADS", 2, least=1, most=64)
SLOW_PATHS = ("/files/", "/studies/import/", "/api/v1/files")

# Within how many hours after it was said the safety officers have dealt with an event, and whom to call otherwise.
SAFETY_HOURS = env.number("SAFETY_HOURS", 24, least=1, most=720)
SAFETY_CONTACT = env.text("SAFETY_CONTACT")

# What is not in the database
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "compagnon"}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
    )
}
TASKS = {"default": {"BACKEND": "core.acts.queue.WakingBackend", "QUEUES": ["default"]}}

# Mail: a folder that administrators can read on a page, unless a server is named.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = bool(EMAIL_HOST)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
# Where answers by mail arrive; without a domain no mail invites to answer.
REPLY_DOMAIN = env.text("REPLY_DOMAIN", "compagnon.localhost" if LOCAL else "")
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"Compagnon <compagnon@{env.host(ORIGIN)}>")

# Notices on people's devices: by which key push services know us, whom they may write to, which of them we speak to.
PUSH_KEY = env.push_key(VAR_DIR / "push_key", local=LOCAL)
PUSH_CONTACT = env.address("PUSH_CONTACT", f"compagnon@{env.host(ORIGIN)}")
PUSH_HOSTS = env.push_hosts(local=LOCAL)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING").upper()},
    "loggers": {"compagnon": {"level": env.text("LOG_LEVEL", "INFO").upper()}},
}
