"""Virtual classes: scheduling, the live room, attendance."""
