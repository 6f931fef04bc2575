"""Pages and API as a WSGI application: what the thread pool behind daphne runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.config.settings")
application = get_wsgi_application()
