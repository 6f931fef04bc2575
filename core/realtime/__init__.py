"""The live wire: streams, the event log, the doorbell, the switchboard, the socket."""
