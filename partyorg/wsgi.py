import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

MANY = 10_000  # new objects before the collector looks for rings among them

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partyorg.settings")
application = get_wsgi_application()

# What was loaded stays as long as the process: it need not be searched for rings again and again, which
# took a fifth of the time of a page of many bodies.
reverse("home")  # reads every address, and with it every view
gc.collect()
gc.freeze()
gc.set_threshold(MANY, 10, 10)
