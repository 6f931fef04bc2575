"""Django's PostgreSQL backend, which hands out no connection that the database has cut."""
