"""What every wing of Compagnon stands on."""
