"""What the program found, as text for people and machines: judgements (`check`) and comparisons (`diff`)."""
