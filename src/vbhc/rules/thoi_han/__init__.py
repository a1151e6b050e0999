"""Days exist and deadlines agree with the date of issue, the period and each other."""
