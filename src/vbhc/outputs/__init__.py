"""Where printed files go, what they are called, and how a person's work there is kept safe."""
