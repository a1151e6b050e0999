"""Documents agree with each other."""
