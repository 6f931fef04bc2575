"""The servers that are measured, each with a pump that sends on command."""
