"""Learning from judgements that people settled."""
