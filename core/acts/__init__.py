"""What a person does: actions, facts, refusals."""
