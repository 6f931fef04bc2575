"""One way in for browsers: classes, seats, the room."""
