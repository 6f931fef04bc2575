"""The smallest upper area that the wire can carry: rooms, members, notes. Only tests install it."""
