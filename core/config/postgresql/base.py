"""Takes a connection from the pool that the database has not cut while it lay there."""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at each connection as it is lent: after a restart of the database no request is handed a dead one.

    The pool's own check asks the database each time, and waits one, two and four seconds for each dead connection
    that it meets. A connection that lies idle has nothing to say: one that can be read has been told farewell.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """One that lives; the dead are closed and given back, so that the pool makes others."""
        while _is_cut(lent := super().get_new_connection(conn_params)):
            lent.close()
            self.pool.putconn(lent)
        return lent


def _is_cut(lent: Any) -> bool:
    readable = select.poll()
    readable.register(lent.pgconn.socket, select.POLLIN)
    return bool(readable.poll(0))
